import { userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import { aConfig, aWatch } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
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
