import { reset, runDurableObjectAlarm } from 'cloudflare:test';
import type { FollowIdeas, ShopEvent, ShopSettings } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { now } from '../../platform/clock.ts';
import type { At, SlicePort } from '../ports.ts';
import { aCaller, anArrival, anOrder, aSlice, good, NO_FACTS, someSettings } from './testing.ts';
import type { ProductTraits } from '../audience-ports.ts';

// What somebody comes back to often is offered to follow; followed for them only where the owner and they allow it.

afterEach(() => reset());

const MADE: ProductTraits = {
  cup: {
    ...{ maker: 'Mino', makerIs: 'brand', makerNames: { en: 'Mino', 'zh-Hant': '美濃' }, category: 'Cups', series: '' },
    ...{ priceMinor: 900, words: [] },
  },
};
const looks = (count: number, from = 0): ShopEvent[] =>
  Array.from({ length: count }, (_, n) => ({ id: `look-${from + n}`, name: 'view_item', ageMs: 0, items: [{ productId: 'cup' }] }));
const NEW_BOWL = anArrival(1, {
  ...{ id: 'bowl', title: { en: 'Bowl' }, description: {}, url: { '': '/bowl' }, image: '', brand: { en: 'Mino', 'zh-Hant': '美濃' } },
  ...{ category: {}, author: {}, series: '', tags: [] },
  variants: [{ id: 'bowl', title: {}, sku: '', priceMinor: 4_800, currency: 'EUR', available: true }],
} as never);

interface Here {
  readonly slice: SlicePort;
  readonly at: At;
  readonly ideas: (locale?: string) => Promise<FollowIdeas>;
  readonly watches: () => Promise<string[]>;
  readonly tick: () => Promise<void>;
}

/** A slice in which Mei came back to one maker thirteen times, in a shop whose owner said so much of following. */
async function here(name: string, follows?: ShopSettings['follows']): Promise<Here> {
  const { stub, slice, at } = await aSlice(name, someSettings({ locales: ['en', 'zh-Hant'], ...(follows ? { follows } : {}) }));
  await slice.record(at, aCaller('mei'), looks(13), MADE);
  return {
    slice,
    at,
    async ideas(locale = '') {
      const { ideas, automatic } = good(await slice.followIdeas(at, 'mei', locale));
      return { ideas, automatic };
    },
    watches: async () =>
      good(await slice.view(at, aCaller('mei'))).view.watches.map(({ query, inferred }) => `${query}${inferred ? ', for them' : ''}`),
    async tick() {
      await slice.tick();
      await runDurableObjectAlarm(stub);
    },
  };
}

it('offers what somebody came back to, in their language, and follows nothing by itself', async () => {
  const { ideas, watches, tick } = await here('offers');
  expect(await ideas()).toEqual({ ideas: [{ id: 'brand:mino', what: 'brand', name: 'Mino', because: 'looked' }], automatic: null });
  expect((await ideas('zh-Hant')).ideas.map(({ name }) => name)).toEqual(['美濃']);
  await tick();
  expect(await watches()).toEqual([]);
});

it('says what they bought as a purchase', async () => {
  const { slice, at, ideas } = await here('bought');
  const order = anOrder('o1', 900, {
    placedAt: new Date(now()).toISOString(),
    lines: [{ productId: 'cup', quantity: 1, unitPriceMinor: 900, totalMinor: 900 }],
  });
  good(await slice.order(at, 'mei', order, {}, MADE));
  expect((await ideas()).ideas[0]?.because).toBe('bought');
});

it('is silent of it once they follow it, in whichever language, and when they take the follow back', async () => {
  const { slice, at, ideas } = await here('follows');
  const { watch } = good(await slice.watch(at, aCaller('mei'), { kind: 'follow', what: 'brand', name: '美濃', frequency: 'at-once' }, NO_FACTS));
  expect((await ideas()).ideas).toEqual([]);
  good(await slice.unwatch(at, 'mei', watch.id));
  await slice.record(at, aCaller('mei'), looks(13, 20), MADE);
  expect((await ideas()).ideas).toEqual([]);
});

it('takes a no for good, until they take it back', async () => {
  const { slice, at, ideas } = await here('declines');
  const answer = (declined: boolean) => slice.answerFollow(at, aCaller('mei'), { id: 'brand:mino', declined });
  good(await answer(true));
  await slice.record(at, aCaller('mei'), looks(13, 20), MADE);
  expect((await ideas()).ideas).toEqual([]);
  good(await answer(false));
  expect((await ideas()).ideas).toHaveLength(1);
  expect(await slice.answerFollow(at, aCaller('mei'), { id: 'brand:nobody', declined: true })).toMatchObject({ problem: 'not-found' });
});

it('offers nothing where the owner wants none, nor to whom does not want to be remembered', async () => {
  const off = await here('off', 'off');
  expect(await off.ideas()).toEqual({ ideas: [], automatic: null });
  const { slice, at, ideas } = await here('withdrawn');
  await slice.consent(at, aCaller('mei'), { personalisation: 'denied', messages: 'granted', source: 'preferences', words: '' });
  expect((await ideas()).ideas).toEqual([]);
});

it('asks whether it may be done for them only those who agreed to what it needs', async () => {
  const { slice, at, ideas } = await here('unasked', 'allowed');
  expect((await ideas()).automatic).toBe(false);
  await slice.consent(at, aCaller('mei'), { personalisation: 'granted', messages: 'denied', source: 'preferences', words: '' });
  expect((await ideas()).automatic).toBe(null);
});

it('follows for somebody where the owner and they allow it, tells them, says why, and forgets it when they no longer want to be remembered', async () => {
  const { slice, at, ideas, watches, tick } = await here('allowed', 'allowed');
  expect((await ideas()).automatic).toBe(false);
  await tick();
  expect(await watches()).toEqual([]);
  good(await slice.choose(at, aCaller('mei'), { follows: true }));
  await tick();
  expect(await watches()).toEqual(['Mino, for them']);
  expect(await ideas()).toEqual({ ideas: [], automatic: true });
  good(await slice.arrive(at, 'catalog', [NEW_BOWL]));
  await tick();
  const { messages } = good(await slice.inbox(at, 'mei', 'en', { before: null, after: null }, 10));
  expect(messages.map(({ product }) => product?.productId)).toEqual(['bowl']);
  const { words } = good(await slice.why(at, 'mei', messages[0]?.id ?? '', 'en'));
  expect(words[0]).toBe('You come back to Mino often, and you let Tea follow such things for you.');
  await slice.consent(at, aCaller('mei'), { personalisation: 'denied', messages: 'granted', source: 'preferences', words: '' });
  expect(await watches()).toEqual([]);
});

it('never follows again for somebody what they took back, nor for whom does not want messages', async () => {
  const { slice, at, watches, tick } = await here('again', 'allowed');
  good(await slice.choose(at, aCaller('mei'), { follows: true }));
  await tick();
  const [watch] = good(await slice.view(at, aCaller('mei'))).view.watches;
  good(await slice.unwatch(at, 'mei', watch?.id ?? ''));
  await slice.record(at, aCaller('mei'), looks(13, 20), MADE);
  await tick();
  expect(await watches()).toEqual([]);
  const quiet = await here('quiet', 'allowed');
  await quiet.slice.consent(quiet.at, aCaller('mei'), { personalisation: 'granted', messages: 'denied', source: 'preferences', words: '' });
  good(await quiet.slice.choose(quiet.at, aCaller('mei'), { follows: true }));
  await quiet.tick();
  expect(await quiet.watches()).toEqual([]);
});

it('carries a no over to the member that a guest becomes', async () => {
  const { slice, at, ideas } = await here('carries');
  good(await slice.record(at, aCaller('guest'), looks(13, 40), MADE));
  good(await slice.answerFollow(at, aCaller('guest'), { id: 'brand:mino', declined: true }));
  good(await slice.leave(at, 'guest', 'mei'));
  for (let page = 0; ;) {
    const exported = good(await slice.exportPerson(at, 'guest', page));
    page = good(await slice.importPerson(at, 'mei', 'guest', page, exported.rows)).through;
    if (exported.rows === null) break;
  }
  expect((await ideas()).ideas).toEqual([]);
});
