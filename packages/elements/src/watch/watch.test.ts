import type { ConsentRecord } from '@rapport/protocol';
import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import type { RapportWatchEvent } from '../internal/member-events.ts';
import { aWatch } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-watch.ts';

const known = (more: Record<string, Answer> = {}, options = {}) =>
  aClient({ 'GET /v1/me': aView(), 'POST /v1/me/watches': aWatch(), 'DELETE /v1/me/watches/w1': aView({ version: 3 }), ...more }, options);

describe('rapport-watch', () => {
  test('the filters of a search go with its words, and only the same filters are the same wish', async () => {
    const under = { maxPriceMinor: 4_000, brand: 'Lin Yu-chen' };
    const other = aWatch({ filters: { maxPriceMinor: 9_000 } });
    const { client, called } = known({ 'GET /v1/me': aView({ watches: [other] }), 'POST /v1/me/watches': aWatch({ filters: under }) });
    const watch = await mount('rapport-watch', client, { query: 'matcha bowl', filters: JSON.stringify(under) });
    await soon(() => part(watch, 'button')).then(() => part(watch, 'button').click());
    await soon(() => expect(words(watch)).toContain('We’ll tell you'));
    expect(called.at(-1)).toMatchObject({ body: { kind: 'search', query: 'matcha bowl', filters: under } });
  });

  test('one tap keeps the wish, and the way back is beside it', async () => {
    const { client, called } = known();
    const watch = await mount('rapport-watch', client, { query: 'matcha bowl' });
    const heard: RapportWatchEvent[] = [];
    watch.addEventListener('rapport-watch', (event) => heard.push(event));
    expect(words(watch)).toContain('We don’t have this yet. Shall we tell you when it comes?');
    part(watch, 'button').focus();
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(words(watch)).toBe('We’ll tell you when “matcha bowl” comes. Undo'));
    expect(called.at(-1)).toMatchObject({ call: 'POST /v1/me/watches', body: { kind: 'search', query: 'matcha bowl' } });
    part(watch, 'button').click();
    await soon(() => expect(words(watch)).toContain('Taken back. We won’t tell you.'));
    expect(watch.shadowRoot?.activeElement).toBe(part(watch, '[part=button]'));
    expect(heard.map((event) => event.watch?.id ?? null)).toEqual(['w1', null]);
  });

  test('a wish kept earlier is known, whatever its case and spaces', async () => {
    const watch = await mount('rapport-watch', known({ 'GET /v1/me': aView({ watches: [aWatch()] }) }).client, { query: ' Matcha Bowl ' });
    expect(words(watch)).toContain('We’ll tell you when “Matcha Bowl” comes.');
  });

  test('the tap is the consent to exactly the words beside the button', async () => {
    let token = '';
    const consent = vi.fn<(record: ConsentRecord) => void>(() => void (token = 't'));
    const { client } = known({}, { consent, session: async () => (token ? { token } : null) });
    const watch = await mount('rapport-watch', client, { query: 'matcha bowl' });
    const said = part(watch, '[part=words]').textContent;
    part(watch, 'button').click();
    await soon(() => expect(consent).toHaveBeenCalledOnce());
    expect(consent).toHaveBeenCalledWith({ personalisation: 'pending', messages: 'granted', source: 'watch', words: said });
  });

  test('what goes wrong is said, and a second tap helps', async () => {
    const { client, answers } = known({ 'POST /v1/me/watches': new Refusal(409, 'too-many-watches') });
    const watch = await mount('rapport-watch', client, { query: 'matcha bowl' });
    part(watch, 'button').click();
    await soon(() => expect(part(watch, '[role=alert]').textContent).toContain('Your list of wishes is full'));
    answers['POST /v1/me/watches'] = aWatch();
    part(watch, 'button').click();
    await soon(() => expect(words(watch)).toContain('We’ll tell you'));
    expect(watch.shadowRoot?.querySelector('[role=alert]')).toBeNull();
  });

  test('two quick taps are one wish', async () => {
    const { client, calls } = known();
    const watch = await mount('rapport-watch', client, { query: 'matcha bowl' });
    part(watch, 'button').click();
    part(watch, 'button').click();
    await soon(() => expect(words(watch)).toContain('We’ll tell you'));
    expect(calls().filter((call) => call === 'POST /v1/me/watches')).toHaveLength(1);
  });

  test('without words there is nothing to ask', async () => {
    expect(words(await mount('rapport-watch', known().client))).toBe('');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages, asking and kept', async (ground) => {
    for (const [locale, asks] of [
      ['en', 'Tell me when it comes'],
      ['zh-Hant', '到貨時通知我'],
    ] as const) {
      const watch = await mount('rapport-watch', known({}, { locale }).client, { query: 'matcha bowl' }, ground);
      await soon(() => expect(words(watch)).toContain(asks));
      expect(await violations(watch)).toEqual([]);
      expect(part(watch, 'button').getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
      part(watch, 'button').click();
      await soon(() => part(watch, '.kept'));
      expect(await violations(watch)).toEqual([]);
    }
  });
});
