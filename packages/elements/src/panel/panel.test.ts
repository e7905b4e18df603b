import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import type { ShopperView } from '@rapport/protocol';
import { aClient, type Answer, aView } from '../testing/a-client.ts';
import { aConfig, aMessage, aRecommendation, aReward, aVoucher, aWatch } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import { aPointsView } from '../testing/points.ts';
import '../launcher/rapport-launcher.ts';
import type { RapportPanel } from './panel.ts';
import './rapport-panel.ts';

const known = (view: Partial<ShopperView> = {}, locale = 'en', more: Record<string, Answer> = {}) =>
  aClient(
    {
      'GET /v1/me': aView({ rewards: [aReward()], vouchers: [aVoucher()], watches: [aWatch()], unread: 2, ...view }),
      'GET /v1/config': aConfig(),
      'GET /v1/me/points': aPointsView(),
      'GET /v1/me/offers': { offers: [], currency: 'EUR' },
      'GET /v1/me/recommendations': { recommendationId: 'r', items: [aRecommendation()] },
      'GET /v1/me/inbox': { messages: [aMessage()], next: null },
      'POST /v1/me/inbox/read': aView({ version: 2 }),
      'GET /v1/me/statement': { rows: [], next: null },
      'GET /v1/me/referral': { code: null, points: 0, friendPoints: 0, friends: 0, mine: 'none' },
      ...more,
    },
    { locale },
  );
const dialogOf = (panel: RapportPanel): HTMLDialogElement => part<HTMLDialogElement>(panel, 'dialog');
const inner = (panel: RapportPanel, tag: string): HTMLElement => part(panel, tag);
/** All that the panel and what is in it says. */
const said = (panel: RapportPanel): string =>
  [panel, ...(panel.shadowRoot?.querySelectorAll('*') ?? [])]
    .map((one) => (one instanceof HTMLElement && one.shadowRoot ? words(one) : ''))
    .join(' ');

afterEach(() => history.replaceState(null, '', location.pathname + location.search));

describe('rapport-launcher', () => {
  test('says the points and what is unread, and opens the panel by keyboard; Escape gives the focus back', async () => {
    const launcher = await mount('rapport-launcher', known().client);
    const button = part(launcher, 'button');
    expect(words(launcher)).toBe('340 points 2Messages, 2 unread');
    button.focus();
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(document.querySelector('rapport-panel')?.isOpen).toBe(true));
    const panel = document.querySelector('rapport-panel') as RapportPanel;
    await soon(() => expect(said(panel)).toContain('Hello, Ana'));
    await soon(() => expect(panel.shadowRoot?.activeElement?.id).toBe('tab-home'));
    await userEvent.keyboard('{Escape}');
    expect(panel.isOpen).toBe(false);
    expect(launcher.shadowRoot?.activeElement).toBe(button);
  });

  test('says something to somebody nobody knows', async () => {
    const anybody = await mount('rapport-launcher', aClient({ 'GET /v1/config': aConfig() }, { session: async () => null }).client);
    expect(words(anybody)).toBe('Rewards');
  });

  test('an address that leads in opens its place; going back closes it, and so does leaving the address', async () => {
    location.hash = '#rapport-rewards';
    await mount('rapport-launcher', known().client, { 'sign-in': '/account' });
    await soon(() => expect(document.querySelector('rapport-panel')?.isOpen).toBe(true));
    const panel = document.querySelector('rapport-panel') as RapportPanel;
    expect([panel.place, panel.signIn]).toEqual(['rewards', '/account']);
    // A dialog says that it closed a moment after it did; only then is the panel at rest.
    const closed = new Promise((next) => panel.shadowRoot?.querySelector('dialog')?.addEventListener('close', next, { once: true }));
    history.replaceState(null, '', '#elsewhere');
    dispatchEvent(new HashChangeEvent('hashchange'));
    await closed;
    expect(panel.isOpen).toBe(false);
    location.hash = '#rapport-nowhere';
    await soon(() => expect(panel.isOpen).toBe(true));
    expect(panel.place).toBe('rewards');
    panel.close();
    await soon(() => expect(location.hash).toBe(''));
  });

  test('in the other corner, and in a language that runs the other way', async () => {
    const launcher = await mount('rapport-launcher', known().client, { position: 'start' });
    expect(part(launcher, 'button').getBoundingClientRect().left).toBeLessThan(40);
    document.documentElement.dir = 'rtl';
    const other = await mount('rapport-launcher', known().client);
    expect(part(other, 'button').getBoundingClientRect().left).toBeLessThan(40);
    document.documentElement.dir = '';
  });
});

describe('rapport-panel', () => {
  const opened = async (client = known().client, place = '', attributes = {}): Promise<RapportPanel> => {
    const panel = await mount('rapport-panel', client, attributes);
    await panel.open(place);
    return panel;
  };

  test('home: points, the way to the next tier, what can be had now, and the way to it', async () => {
    const panel = await opened();
    await soon(() => expect(words(inner(panel, 'rapport-home'))).toContain('60% of the way to Gold leaf.'));
    const home = inner(panel, 'rapport-home');
    expect(words(home)).toContain('340 points');
    expect(words(home)).toContain('What you can have now A tin of oolong 200 points');
    const arc = part(home, '.half path:last-of-type').getAttribute('stroke-dasharray') ?? '';
    expect(Number.parseFloat(arc) / (Math.PI * 114)).toBeCloseTo(0.6, 2);
    part(home, '.row').click();
    await soon(() => expect(words(inner(panel, 'rapport-rewards'))).toContain('A tin of oolong'));
    expect(words(inner(panel, 'rapport-vouchers'))).toContain('7KQ2-M9XD-4TRA-P0ZC');
  });

  test('a new member, where nothing can be had yet, sees how it begins and what may fit', async () => {
    const points = { pending: 0, available: 0, reported: 0 };
    const { client } = known({ kind: 'member', points, rewards: [] }, 'en', { 'GET /v1/me/points': { ...aPointsView(), tier: null } });
    const home = inner(await opened(client), 'rapport-home');
    await soon(() => expect(words(home)).toContain('Your first order brings the first points. Every €1 you spend brings 1 point.'));
    await soon(() => expect(words(part(home, 'rapport-recommendations'))).toContain('For you'));
  });

  test('somebody we don’t know learns what joining brings, and where', async () => {
    const { client } = aClient({ 'GET /v1/config': aConfig() }, { session: async () => null });
    const panel = await opened(client, 'home', { 'sign-in': '/account' });
    await soon(() => expect(words(inner(panel, 'rapport-home'))).toContain('Joining brings 50 points.'));
    expect(part<HTMLAnchorElement>(inner(panel, 'rapport-home'), 'a').getAttribute('href')).toBe('/account');
    expect(words(panel)).not.toContain('What came and what went');
    await panel.open('rewards');
    await soon(() => expect(part<HTMLAnchorElement>(panel, '.link').getAttribute('href')).toBe('/account'));
  });

  test('what can’t be had is said, and can be tried again', async () => {
    const panel = await opened(aClient({ 'GET /v1/me': null }, { random: () => 0 }).client);
    await soon(() => expect(words(inner(panel, 'rapport-home'))).toContain('can’t be shown just now'));
  });

  test('the arrows go from place to place, and each place says that it was seen', async () => {
    const panel = await mount('rapport-panel', known().client);
    const seen: (string | null)[] = [];
    panel.addEventListener('rapport-place', (event) => void seen.push(event.place));
    await panel.open();
    await userEvent.keyboard('{ArrowRight}');
    await soon(() => expect(panel.shadowRoot?.activeElement?.id).toBe('tab-rewards'));
    await userEvent.keyboard('{End}');
    await soon(() => expect(panel.place).toBe('inbox'));
    await soon(() => expect(said(panel)).toContain('It’s here: Rough-glazed tea bowl.'));
    await userEvent.keyboard('{ArrowRight}');
    await soon(() => expect(panel.place).toBe('home'));
    panel.close();
    await soon(() => expect(seen).toEqual(['home', 'rewards', 'inbox', 'home', null]));
  });

  test('settings stand behind the person, and lead back; for you holds what is waited for', async () => {
    const panel = await opened();
    part(panel, 'button[aria-label=Settings]').click();
    await soon(() => expect(said(panel)).toContain('What you agree to'));
    part(panel, 'button[aria-label=Back]').click();
    await soon(() => expect(panel.place).toBe('home'));
    await panel.open('for-you');
    await soon(() => expect(said(panel)).toContain('matcha bowl'));
  });

  test('where nothing suits anybody yet, for you says how that changes', async () => {
    const none = { 'GET /v1/me/recommendations': { recommendationId: 'r', items: [] } };
    const panel = await opened(known({}, 'en', none).client, 'for-you');
    await soon(() => expect(part(panel, 'rapport-recommendations [slot=empty]').getBoundingClientRect().height).toBeGreaterThan(0));
    expect(words(panel)).toContain('Look around a little');
  });

  test('toggle opens and closes; a tap outside closes, a tap inside does not', async () => {
    const panel = await mount('rapport-panel', known().client);
    await panel.toggle();
    expect(panel.isOpen).toBe(true);
    const { left, top } = dialogOf(panel).getBoundingClientRect();
    dialogOf(panel).dispatchEvent(new MouseEvent('click', { clientX: left + 4, clientY: top + 4 }));
    expect(panel.isOpen).toBe(true);
    dialogOf(panel).dispatchEvent(new MouseEvent('click', { clientX: left + 4, clientY: top - 4 }));
    expect(panel.isOpen).toBe(false);
    await panel.toggle();
    await panel.toggle();
    expect(panel.isOpen).toBe(false);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in any place on %s ground, in both languages', async (ground) => {
    for (const locale of ['en', 'zh-Hant']) {
      const panel = await mount('rapport-panel', known({}, locale).client, {}, ground);
      for (const place of ['home', 'rewards', 'for-you', 'inbox', 'settings']) {
        await panel.open(place);
        await soon(() => expect(said(panel).length).toBeGreaterThan(40));
        await Promise.all(
          dialogOf(panel)
            .getAnimations({ subtree: true })
            .map((one) => one.finished.catch(() => undefined)),
        );
        expect(await violations(panel)).toEqual([]);
      }
      panel.close();
    }
  });
});
