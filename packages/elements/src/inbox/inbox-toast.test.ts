import { userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import { aMessage, aProduct } from '../testing/catalogue.ts';
import { type Ground, mount, part, soon, violations, words } from '../testing/mount.ts';
import type { RapportInbox } from './inbox.ts';
import type { RapportInboxPanel } from './inbox-panel.ts';
import './rapport-inbox.ts';

const ofProduct = (id: string, title: string): Answer => ({
  messages: [aMessage({ id, product: { ...aProduct(), title, url: `/${id}` } })],
  next: null,
});
const whisk = ofProduct('m3', 'Matcha whisk');
const frameOf = (bell: RapportInbox): RapportInboxPanel => part<RapportInboxPanel>(bell, 'rapport-inbox-panel');
const toastOf = (bell: RapportInbox): HTMLElement => part(frameOf(bell), '[popover]');
const isShown = (bell: RapportInbox): boolean => toastOf(bell).matches(':popover-open');

/** A bell with a live line; `say` tells its shopper that a message has come. */
const told = async (locale = 'en-GB', ground: Ground = 'light', inbox: Answer = whisk) => {
  const there = aClient(
    { 'GET /v1/me': aView({ unread: 2 }), 'GET /v1/me/inbox': inbox, 'POST /v1/me/inbox/read': aView({ version: 2 }) },
    { locale },
  );
  const bell = await mount('rapport-inbox', there.client, {}, ground);
  await soon(() => expect(there.lines).toHaveLength(1));
  const say = (): void => there.lines[0]?.say({ type: 'message', messageId: 'm3', unread: 3 });
  return { ...there, bell, say };
};

describe('what comes while the page is looked at', () => {
  test('is said once, with why, in a card that takes nobody’s focus and counts as unread', async () => {
    const { bell, say, calls } = await told();
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    say();
    await soon(() => expect(isShown(bell)).toBe(true));
    await soon(() => expect(words(frameOf(bell))).toContain('It’s here: Matcha whisk. You looked for “matcha bowl” on 3 May 2020.'));
    expect(part<HTMLAnchorElement>(frameOf(bell), '[popover] a').pathname).toBe('/m3');
    expect(document.activeElement).toBe(field);
    expect(calls()).not.toContain('POST /v1/me/inbox/read');
    await soon(() => expect(part(bell, 'button').getAttribute('aria-label')).toBe('Messages, 3 unread'));
  });

  test('goes after ten seconds, but not from under a hand or a focus', async () => {
    const { bell, say } = await told();
    say();
    await soon(() => expect(isShown(bell)).toBe(true));
    const [time] = toastOf(bell).getAnimations() as CSSAnimation[];
    expect(time?.effect?.getComputedTiming().endTime).toBe(10_000);
    part(frameOf(bell), '[popover] a').focus();
    await soon(() => expect(time?.playState).toBe('paused'));
    part(bell, 'button').focus();
    await soon(() => expect(time?.playState).toBe('running'));
    time?.finish();
    await soon(() => expect(isShown(bell)).toBe(false));
  });

  test('is closed by keyboard, and a later one is said anew for as long', async () => {
    const { bell, say, answers } = await told();
    say();
    await soon(() => expect(words(frameOf(bell))).toContain('Matcha whisk'));
    part(bell, 'button').focus();
    await userEvent.tab();
    await userEvent.tab();
    expect(frameOf(bell).shadowRoot?.activeElement?.getAttribute('aria-label')).toBe('Close');
    await userEvent.keyboard('{Enter}');
    expect(isShown(bell)).toBe(false);
    answers['GET /v1/me/inbox'] = ofProduct('m4', 'Iron kettle');
    say();
    await soon(() => expect(words(frameOf(bell))).toContain('Iron kettle'));
    expect(isShown(bell)).toBe(true);
    const [time] = toastOf(bell).getAnimations();
    if (time) time.currentTime = 9000;
    say();
    await soon(() => expect(Number(time?.currentTime)).toBeLessThan(9000));
  });

  test('gives way to the list, and is not said where a dialog is open: ours or the shop’s', async () => {
    const { bell, say } = await told();
    say();
    await soon(() => expect(isShown(bell)).toBe(true));
    await bell.open();
    expect(isShown(bell)).toBe(false);
    await soon(() => expect(words(part(frameOf(bell), 'rapport-inbox-list'))).toContain('Matcha whisk'));
    await frameOf(bell).tell();
    expect(isShown(bell)).toBe(false);
    bell.close();
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.append(document.createElement('button'));
    dialog.showModal();
    await frameOf(bell).tell();
    expect(isShown(bell)).toBe(false);
    dialog.close();
    await soon(() => expect(document.activeElement).toBe(document.body));
    await frameOf(bell).tell();
    expect(isShown(bell)).toBe(true);
  });

  test.each([
    ['can’t be had', new Refusal(503, 'overloaded')],
    ['has been put away elsewhere', { messages: [], next: null }],
  ] as const)('where it %s, the bell alone tells of it; a change of points is no message', async (_, inbox) => {
    const { bell, say, lines, called } = await told('en-GB', 'light', inbox);
    lines[0]?.say({ type: 'view', view: aView({ unread: 2, version: 2 }) });
    await bell.updateComplete;
    expect(bell.shadowRoot?.querySelector('rapport-inbox-panel')).toBeNull();
    say();
    await soon(() => expect(called.map(({ call }) => call)).toContain('GET /v1/me/inbox'));
    await soon(() => expect(part(bell, 'button').getAttribute('aria-label')).toBe('Messages, 3 unread'));
    await frameOf(bell).tell();
    expect(isShown(bell)).toBe(false);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages', async (ground) => {
    for (const [locale, said] of [
      ['en', 'It’s here'],
      ['zh-Hant', '「Matcha whisk」到了'],
    ] as const) {
      const { bell, say } = await told(locale, ground);
      say();
      await soon(() => expect(words(frameOf(bell))).toContain(said));
      const [time] = toastOf(bell).getAnimations();
      if (time) time.currentTime = 5000;
      time?.pause();
      expect(await violations(bell)).toEqual([]);
      expect(isShown(bell)).toBe(true);
    }
  });
});
