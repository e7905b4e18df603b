import { reset } from 'cloudflare:test';
import type { Order } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { aCaller, anOrder, aSlice } from './testing.ts';

afterEach(() => reset());

const order = (id: string, status: Order['status'], placedAt: string, ...products: string[]): Order =>
  anOrder(id, 100, { status, placedAt, lines: products.map((productId) => ({ productId, quantity: 1, unitPriceMinor: 100, totalMinor: 100 })) });

it('hides what somebody doesn’t want to see until they take it back, each once in their time line', async () => {
  const { slice, at } = await aSlice('hides');
  for (const product of ['cup', 'pot', 'cup']) await slice.hide(at, aCaller('a'), product, true);
  expect(await slice.hidden(at, 'a')).toMatchObject({ products: expect.arrayContaining(['cup', 'pot']) });
  expect(await slice.taste(at, 'a', { history: false, ranked: false })).toMatchObject({
    taste: { hidden: expect.arrayContaining(['cup', 'pot']), holdout: false },
  });
  for (let time = 0; time < 2; time += 1) await slice.hide(at, aCaller('a'), 'cup', false);
  expect(await slice.hidden(at, 'a')).toMatchObject({ products: ['pot'] });
  expect(await slice.hidden(at, 'b')).toMatchObject({ products: [] });
  const { entries } = (await slice.timeline(at, 'a', null, 50)) as { ok: true; entries: { name: string }[] };
  expect(
    entries
      .map(({ name }) => name)
      .filter((name) => name.startsWith('product_'))
      .toSorted(),
  ).toEqual(['product_hidden', 'product_hidden', 'product_shown_again']);
});

it('keeps what was hidden when personalisation is taken back, shows it in the export, and erases it', async () => {
  const { slice, at } = await aSlice('keeps');
  await slice.hide(at, aCaller('a'), 'cup', true);
  await slice.consent(at, { id: 'a' }, { personalisation: 'denied', messages: 'denied', source: 'api', words: '' });
  expect(await slice.taste(at, 'a', { history: false, ranked: false })).toMatchObject({ taste: { hidden: ['cup'], recent: [], bought: [] } });
  const tables = new Set<string>();
  for (let page = 0; ;) {
    const answer = await slice.readPerson(at, 'a', page);
    if (!answer.ok || answer.rows === null) break;
    tables.add(answer.rows.table);
    page = answer.next;
  }
  expect(tables).toContain('hidden_product');
  await slice.erase(at, 'a');
  expect(await slice.hidden(at, 'a')).toMatchObject({ ok: false, problem: 'erased' });
});

it('carries what a guest hid over to the member they become', async () => {
  const { slice, at } = await aSlice('carries');
  await slice.hide(at, aCaller('guest'), 'cup', true);
  await slice.hide(at, aCaller('guest'), 'pot', true);
  await slice.hide(at, aCaller('member'), 'cup', true);
  await slice.leave(at, 'guest', 'member');
  for (let page = 0; ;) {
    const exported = await slice.exportPerson(at, 'guest', page);
    if (!exported.ok) throw new Error('the guest was not given out');
    const taken = await slice.importPerson(at, 'member', 'guest', page, exported.rows);
    if (!taken.ok) throw new Error('the member did not take it');
    page = taken.through;
    if (exported.rows === null) break;
  }
  await slice.forward(at, 'guest', 'member');
  const { products } = (await slice.hidden(at, 'member')) as unknown as { products: string[] };
  expect(products.toSorted()).toEqual(['cup', 'pot']);
});

it('tells what was bought by the basket, and what was given back', async () => {
  const { slice, at } = await aSlice('history');
  await slice.record(at, aCaller('a'), [{ id: 'e1', name: 'view_item', ageMs: 0, items: [{ productId: 'tray' }] }]);
  await slice.order(at, 'a', order('o2', 'paid', '2026-02-01T00:00:00Z', 'tea', 'cup'));
  await slice.order(at, 'a', order('o1', 'paid', '2026-01-01T00:00:00Z', 'tea'));
  expect(await slice.taste(at, 'a', { history: true, ranked: false })).toMatchObject({
    taste: { baskets: [['tea'], ['tea', 'cup']], returned: [], recent: ['tray'] },
  });
  expect(await slice.taste(at, 'a', { history: false, ranked: false })).toMatchObject({ taste: { baskets: [] } });
  await slice.order(at, 'a', order('o2', 'refunded', '2026-02-01T00:00:00Z', 'tea', 'cup'));
  expect(await slice.taste(at, 'a', { history: true, ranked: false })).toMatchObject({ taste: { baskets: [], returned: ['tea', 'cup'] } });
});
