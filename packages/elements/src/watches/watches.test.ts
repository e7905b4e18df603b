import { userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import { aConfig, aWatch } from '../testing/catalogue.ts';
import { focused, mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-watches.ts';

const search = aWatch({ filters: { maxPriceMinor: 4_000 } });
const price = aWatch({
  id: 'w2',
  kind: 'price',
  query: 'Iron kettle',
  productId: 'k',
  goal: { percent: 10 },
  baselineMinor: 18_000,
  toldAtMs: Date.now() - 3_600_000,
});
const known = (more: Record<string, Answer> = {}, options = {}) =>
  aClient(
    {
      'GET /v1/me': aView({ watches: [search, price] }),
      'GET /v1/config': aConfig(),
      'PATCH /v1/me/watches/w1': { ...search, paused: true },
      'DELETE /v1/me/watches/w2': aView({ version: 3, watches: [search] }),
      ...more,
    },
    options,
  );

describe('rapport-watches', () => {
  test('says what is waited for, what it is, and when it last spoke', async () => {
    const list = await mount('rapport-watches', known().client);
    await soon(() => expect(words(list)).toContain('€40 or less'));
    expect(words(list)).toContain('matcha bowl');
    expect(words(list)).toContain('nothing to tell so far');
    expect(words(list)).toContain('price · 10% less · counted from €180 · last told 1 hour ago');
  });

  test('pauses, slows down, rewords and takes back', async () => {
    const { client, called } = known();
    const list = await mount('rapport-watches', client);
    await soon(() => part(list, '[aria-label="Pause “matcha bowl”"]')).then(() => part(list, '[aria-label="Pause “matcha bowl”"]').click());
    await soon(() => expect(words(list)).toContain('paused'));
    expect(called.at(-1)).toMatchObject({ call: 'PATCH /v1/me/watches/w1', body: { paused: true } });
    const often = part(list, 'select') as HTMLSelectElement;
    await userEvent.selectOptions(often, 'weekly');
    await soon(() => expect(called.at(-1)).toMatchObject({ body: { frequency: 'weekly' } }));
    part(list, '[aria-label="Take back “Iron kettle”"]').click();
    await soon(() => expect(words(list)).not.toContain('Iron kettle'));
  });

  test('what was taken back can be wished again as it was, with the focus kept; who signs out leaves nothing of it behind', async () => {
    const again = { ...price, id: 'w9', toldAtMs: null };
    const { client, called } = known({
      'POST /v1/me/watches': again,
      'DELETE /v1/me/watches/w9': aView({ version: 4, watches: [search] }),
      'DELETE /v1/me': {},
    });
    const list = await mount('rapport-watches', client);
    const row = (at: number): HTMLElement => part(list, `ul[role=list] > li:nth-child(${at})`);
    await soon(() => part(list, '[aria-label="Take back “Iron kettle”"]'));
    part(list, '[aria-label="Take back “Iron kettle”"]').click();
    await soon(() => expect(row(2).textContent).toContain('Taken back. We won’t tell you.'));
    await soon(() => expect(list.shadowRoot?.activeElement?.textContent).toBe('Undo'));
    expect(await violations(list)).toEqual([]);
    focused(list).click();
    await soon(() => expect(row(1).textContent).toContain('Iron kettle'));
    expect(called.findLast(({ call }) => call === 'POST /v1/me/watches')?.body).toEqual({
      ...{ kind: 'price', productId: 'k', goal: { percent: 10 }, fromMinor: 18_000, frequency: price.frequency, paused: false },
    });
    await soon(() => expect(list.shadowRoot?.activeElement?.closest('li')).toBe(row(1)));
    part(list, '[aria-label="Take back “Iron kettle”"]').click();
    await soon(() => part(list, '.gone'));
    await client.forget();
    await soon(() => expect(list.shadowRoot?.querySelector('.gone')).toBeNull());
  });

  test('a price is waited for by percent, by an amount or at my price, and never past what it costs', async () => {
    const byAmount = { ...price, goal: { byMinor: 3_050 } };
    const { client, called } = known({ 'PATCH /v1/me/watches/w2': byAmount });
    const list = await mount('rapport-watches', client);
    const change = (): void => part(list, '[aria-label="Change “Iron kettle”"]').click();
    await soon(() => part(list, '[aria-label="Change “Iron kettle”"]'));
    change();
    await soon(() => part(list, '.edit select'));
    const [way, amount] = [part<HTMLSelectElement>(list, '.edit select'), part<HTMLInputElement>(list, '.edit input')];
    expect([way.value, amount.value]).toEqual(['percent', '10']);
    await userEvent.fill(amount, '96');
    expect(amount.validity.valid).toBe(false);
    await userEvent.selectOptions(way, 'byMinor');
    expect(amount.value).toBe('');
    await userEvent.fill(amount, '180.01');
    expect(amount.validity.valid).toBe(false);
    await userEvent.fill(amount, '30.50');
    expect(await violations(list)).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(called.at(-1)).toMatchObject({ call: 'PATCH /v1/me/watches/w2', body: { goal: { byMinor: 3_050 } } }));
    await soon(() => expect(words(list)).toContain('price · €149.50 or less · counted from €180'));
    change();
    await soon(() => expect(part<HTMLInputElement>(list, '.edit input').value).toBe('30.5'));
    await userEvent.selectOptions(part(list, '.edit select'), 'toMinor');
    await userEvent.fill(part(list, '.edit input'), '140');
    part(list, '.edit .filled').click();
    await soon(() => expect(called.at(-1)).toMatchObject({ body: { goal: { toMinor: 14_000 } } }));
  });

  test('says what goes wrong, and leaves the list as it is', async () => {
    const list = await mount('rapport-watches', known({ 'PATCH /v1/me/watches/w1': new Refusal(503, 'overloaded') }).client);
    await soon(() => part(list, '[aria-label="Pause “matcha bowl”"]'));
    part(list, '[aria-label="Pause “matcha bowl”"]').click();
    await soon(() => part(list, '[role=alert]'));
    expect(words(list)).toContain('matcha bowl');
  });

  test('is empty in one sentence', async () => {
    const list = await mount('rapport-watches', known({ 'GET /v1/me': aView() }).client);
    await soon(() => expect(words(list)).toContain('Nothing yet.'));
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages', async (ground) => {
    for (const locale of ['en', 'zh-Hant']) {
      const list = await mount('rapport-watches', known({}, { locale }).client, {}, ground);
      await soon(() => part(list, 'select'));
      expect(await violations(list)).toEqual([]);
    }
  });
});
