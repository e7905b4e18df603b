import { userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import { aMessage, aProduct, aWatch } from '../testing/catalogue.ts';
import { focused, mount, part, soon, violations, words } from '../testing/mount.ts';
import type { RapportWatchEvent } from '../internal/member-events.ts';
import type { RapportInbox } from './inbox.ts';
import type { RapportInboxList } from './inbox-list.ts';
import type { RapportInboxPanel } from './inbox-panel.ts';
import './rapport-inbox.ts';

const messages = [
  aMessage(),
  aMessage({ id: 'm2', readAtMs: 1, reasons: [{ code: 'searched', query: 'iron kettle', sinceMs: Date.UTC(2020, 4, 3, 12), match: 'near' }] }),
];
const known = (more: Record<string, Answer> = {}, locale = 'en-GB') =>
  aClient(
    {
      'GET /v1/me': aView({ unread: 2, watches: [aWatch()] }),
      'GET /v1/me/inbox': { messages, next: null },
      'POST /v1/me/inbox/read': aView({ unread: 1, watches: [aWatch()], version: 2 }),
      'DELETE /v1/me/watches/w1': aView({ unread: 1, version: 3 }),
      ...more,
    },
    { locale },
  );
const frameOf = (inbox: RapportInbox): RapportInboxPanel => part<RapportInboxPanel>(inbox, 'rapport-inbox-panel');
const panelOf = (inbox: RapportInbox): RapportInboxList => part<RapportInboxList>(frameOf(inbox), 'rapport-inbox-list');
const opened = async (inbox: RapportInbox): Promise<RapportInboxList> => {
  await inbox.open();
  await soon(() => expect(words(panelOf(inbox))).not.toContain('being fetched'));
  return panelOf(inbox);
};

describe('rapport-inbox', () => {
  test('the bell tells the number, to the eye and to a screen reader', async () => {
    const inbox = await mount('rapport-inbox', known().client);
    expect(part(inbox, 'button').getAttribute('aria-label')).toBe('Messages, 2 unread');
    expect(part(inbox, '[part=badge]').textContent).toBe('2');
  });

  test('opens by keyboard, shows each message with why it came, and Escape gives the focus back', async () => {
    const inbox = await mount('rapport-inbox', known().client);
    part(inbox, 'button').focus();
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(words(panelOf(inbox))).toContain('It’s here: Rough-glazed tea bowl.'));
    expect(words(panelOf(inbox))).toContain('You looked for “matcha bowl” on 3 May 2020. 3 hours ago');
    expect(words(panelOf(inbox))).toContain('Something close: Rough-glazed tea bowl. You looked for “iron kettle” on 3 May 2020.');
    await userEvent.keyboard('{Escape}');
    expect(part<HTMLDialogElement>(frameOf(inbox), 'dialog').open).toBe(false);
    expect(inbox.shadowRoot?.activeElement).toBe(part(inbox, 'button'));
  });

  test('an offer says what it is, and why this person has it', async () => {
    const offer = {
      ...{ id: 'spring', version: 1, gives: { kind: 'percent' as const, percent: 10, mostMinor: null }, minimumMinor: 0, untilMs: null, picture: '' },
      ...{ title: { en: 'Ten off your tea' }, text: { en: 'For those who come back.' }, why: [{ code: 'interest' as const, value: 'category:Tea' }] },
    };
    const told = { 'GET /v1/me/inbox': { messages: [aMessage({ kind: 'offer', reasons: [], product: null, offer })], next: null } };
    const panel = await opened(await mount('rapport-inbox', known(told).client));
    await soon(() => expect(words(panel)).toContain('Ten off your tea Unread For those who come back. Because you like Tea.'));
  });

  test('points that will lapse are told of in words, without a product and without a wish to take back', async () => {
    const reasons = [{ code: 'lapsing' as const, points: 1_340, lapsesAtMs: Date.UTC(2020, 5, 1, 12), sinceMs: 1 }];
    const product = { ...aProduct(), productId: '', title: 'Tea', url: '/', image: '' };
    const lapsing = { 'GET /v1/me/inbox': { messages: [aMessage({ kind: 'points', reasons, product })], next: null } };
    const panel = await opened(await mount('rapport-inbox', known(lapsing).client));
    await soon(() =>
      expect(words(panel)).toContain('Points of yours will lapse soon. Unread 1,340 points lapse on 1 June 2020. Until then you can use them.'),
    );
    expect(words(panel)).not.toContain('Stop telling me');
  });

  test('what was shown is read: the count goes, the mark stays until it is closed', async () => {
    const { client, called } = known();
    const inbox = await mount('rapport-inbox', client);
    const panel = await opened(inbox);
    await soon(() => expect(called.at(-1)).toMatchObject({ call: 'POST /v1/me/inbox/read', body: { ids: ['m1'] } }));
    await soon(() => expect(part(inbox, 'button').getAttribute('aria-label')).toBe('Messages, 1 unread'));
    expect(panel.shadowRoot?.querySelectorAll('.new')).toHaveLength(1);
    inbox.close();
    await opened(inbox);
  });

  test('a message that comes while it is open appears', async () => {
    const { client, answers, lines } = known();
    const inbox = await mount('rapport-inbox', client);
    const panel = await opened(inbox);
    answers['GET /v1/me/inbox'] = {
      messages: [aMessage({ id: 'm3', product: { ...aProduct(), title: 'Matcha whisk' } }), ...messages],
      next: null,
    };
    lines[0]?.say({ type: 'message', messageId: 'm3', unread: 1 });
    await soon(() => expect(words(panel)).toContain('It’s here: Matcha whisk.'));
  });

  test('why it came, and why no mail of it did, is said on demand, by keyboard, and taken away again', async () => {
    const words = ['You asked Tea House to tell you.', 'By mail it waits until 4 May at 8:00: you asked for quiet hours.'];
    const { client, called } = known({ 'GET /v1/me/inbox/m1/why': { traces: [], words }, 'GET /v1/me/inbox/m2/why': new Refusal(503, 'overloaded') });
    const list = await opened(await mount('rapport-inbox', client));
    const why = part(list, '[aria-label^="Why"]');
    expect(why.getAttribute('aria-label')).toBe('Why: It’s here: Rough-glazed tea bowl.');
    why.focus();
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(part(list, '.why').textContent).toBe(words.join(' ')));
    expect(why.getAttribute('aria-expanded')).toBe('true');
    expect(called.at(-1)?.query).toMatchObject({ locale: 'en-GB' });
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(why.getAttribute('aria-expanded')).toBe('false'));
    expect(part(list, '.why').textContent).toBe('');
    list.shadowRoot?.querySelectorAll<HTMLElement>('[aria-label^="Why"]')[1]?.click();
    await soon(() => expect(part(list, '[role=alert]').textContent).toContain('It’s busy just now.'));
  });

  test('how to stop it is one tap away, and so is the way back', async () => {
    const { client, calls } = known({ 'POST /v1/me/watches': aWatch({ id: 'w2' }) });
    const inbox = await mount('rapport-inbox', client);
    const panel = await opened(inbox);
    const heard: RapportWatchEvent[] = [];
    inbox.addEventListener('rapport-watch', (event) => heard.push(event));
    part(panel, '[aria-label^=Stop]').focus();
    part(panel, '[aria-label^=Stop]').click();
    await soon(() => expect(words(panel)).toContain('No more news of “matcha bowl”.'));
    expect(calls()).toContain('DELETE /v1/me/watches/w1');
    expect(heard[0]).toMatchObject({ query: 'matcha bowl', watch: null });
    expect(client.view?.watches).toEqual([]);
    await soon(() => expect(panel.shadowRoot?.activeElement?.textContent).toBe('Undo'));
    focused(panel).click();
    await soon(() => expect(heard[1]).toMatchObject({ query: 'matcha bowl', watch: { id: 'w2' } }));
    expect(client.view?.watches).toMatchObject([{ id: 'w2' }]);
    expect(words(panel)).not.toContain('No more news');
    await soon(() => expect(panel.shadowRoot?.activeElement?.textContent.trim()).toBe('Stop telling me'));
  });

  test('a message that is put away gives way at once with the focus kept, can be brought back, and is back when that is refused', async () => {
    const { client, called } = known({ 'POST /v1/me/inbox/marks': aView({ unread: 0, version: 4 }) });
    const list = await opened(await mount('rapport-inbox', client));
    const first = (): HTMLElement => part(list, 'li:first-child');
    const button = part(list, 'button[aria-label^="Put away"]');
    button.focus();
    button.click();
    await soon(() => expect(first().textContent.replace(/\s+/g, ' ').trim()).toBe('Put away. Undo'));
    await soon(() => expect(called.at(-1)).toMatchObject({ call: 'POST /v1/me/inbox/marks', body: { as: 'archived' } }));
    expect(list.shadowRoot?.querySelectorAll('li')).toHaveLength(2);
    expect(await violations(list)).toEqual([]);
    const undo = focused(list);
    expect(undo.textContent).toBe('Undo');
    undo.click();
    await soon(() => expect(first().textContent).toContain('It’s here'));
    await soon(() => expect(called.at(-1)).toMatchObject({ call: 'POST /v1/me/inbox/marks', body: { as: 'unarchived' } }));
    const refused = await opened(await mount('rapport-inbox', known({ 'POST /v1/me/inbox/marks': new Refusal(404, 'not-found') }).client));
    part(refused, 'button[aria-label^="Put away"]').click();
    await soon(() => expect(part(refused, '[role=alert]').textContent).toContain('This didn’t work'));
    expect(refused.shadowRoot?.querySelectorAll('.gone')).toHaveLength(0);
  });

  test('a wish that can’t be taken back is said in words, and the button stays', async () => {
    const { client } = known({ 'DELETE /v1/me/watches/w1': new Refusal(503, 'overloaded') });
    const list = await opened(await mount('rapport-inbox', client));
    part(list, '[aria-label^=Stop]').click();
    await soon(() => expect(words(list)).toContain('It’s busy just now.'));
    expect(words(list)).toContain('Stop telling me');
  });

  test('older messages come when asked for', async () => {
    const { client } = known({
      'GET /v1/me/inbox': ({ query }) =>
        query['before'] ? { messages: [aMessage({ id: 'old', readAtMs: 1 })], next: null } : { messages, next: 'm2' },
    });
    const inbox = await mount('rapport-inbox', client);
    const panel = await opened(inbox);
    part(panel, '.more').click();
    await soon(() => expect(panel.shadowRoot?.querySelectorAll('[part=message]')).toHaveLength(3));
    expect(panel.shadowRoot?.querySelector('.more')).toBeNull();
  });

  test('empty, failed and unknown each say one thing', async () => {
    const empty = await mount('rapport-inbox', known({ 'GET /v1/me/inbox': { messages: [], next: null } }).client);
    expect(words(await opened(empty))).toContain('Nothing yet.');
    const { client, answers } = known({ 'GET /v1/me/inbox': new Refusal(404, 'not-found') });
    const failed = await mount('rapport-inbox', client);
    const panel = await opened(failed);
    await soon(() => expect(words(panel)).toContain('can’t be shown just now'));
    expect(await violations(panel)).toEqual([]);
    answers['GET /v1/me/inbox'] = { messages, next: null };
    part(panel, '.note button').click();
    await soon(() => expect(words(panel)).toContain('It’s here'));
    const unknown = await mount('rapport-inbox', aClient({}, { session: async () => null }).client);
    await unknown.open();
    expect(words(panelOf(unknown))).toContain('When something you looked for arrives');
  });

  test('a tap outside closes it, a tap inside does not', async () => {
    const inbox = await mount('rapport-inbox', known().client);
    await opened(inbox);
    const dialog = part<HTMLDialogElement>(frameOf(inbox), 'dialog');
    dialog.dispatchEvent(
      new MouseEvent('click', { bubbles: true, clientX: dialog.getBoundingClientRect().left + 5, clientY: dialog.getBoundingClientRect().top + 5 }),
    );
    expect(dialog.open).toBe(true);
    dialog.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 1, clientY: 1 }));
    expect(dialog.open).toBe(false);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages, closed and open', async (ground) => {
    for (const [locale, said] of [
      ['en', 'It’s here'],
      ['zh-Hant', '「Rough-glazed tea bowl」到了'],
    ] as const) {
      const inbox = await mount(
        'rapport-inbox',
        known({ 'GET /v1/me/inbox/m1/why': { traces: [], words: ['Because.'] } }, locale).client,
        {},
        ground,
      );
      expect(await violations(inbox)).toEqual([]);
      const panel = await opened(inbox);
      await soon(() => expect(words(panel)).toContain(said));
      part(panel, '[aria-label^="Why"], [aria-label^="原因"]').click();
      await soon(() => expect(part(panel, '.why').textContent).toBe('Because.'));
      await Promise.all(
        part(frameOf(inbox), 'dialog')
          .getAnimations()
          .map((animation) => animation.finished),
      );
      expect(await violations(inbox)).toEqual([]);
    }
  });
});
