import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandOf, joinInterests, KEYS, likings, NO_INTERESTS, notice, partInterests, shareOf, WEIGHTS } from './index.ts';
import type { Interests, Sighting, Sign, Traits } from './index.ts';

const DAY_MS = 86_400_000;
const NOW = 20_500 * DAY_MS;
const traits = (change: Partial<Traits> = {}): Traits => ({ maker: '', category: '', series: '', priceMinor: null, words: [], ...change });
const saw = (sign: Sign, maker: string, daysAgo = 0): Sighting => ({ sign, atMs: NOW - daysAgo * DAY_MS, traits: traits({ maker }) });
const after = (sightings: readonly Sighting[]): Interests => sightings.reduce((known, one) => notice(known, one, 2), NO_INTERESTS);

it('counts a purchase and a wish for more than a look, and fades both by half in two months', () => {
  const known = after([saw('look', 'Kato'), saw('look', 'Kato'), saw('look', 'Kato'), saw('purchase', 'Tani', 60)]);
  expect(shareOf(known, 'maker', 'Kato')).toBeCloseTo(3 / 7, 9);
  expect(likings(known, NOW)).toMatchObject([
    { facet: 'maker', key: 'Tani', because: 'purchase' },
    { facet: 'maker', key: 'Kato', because: 'look' },
  ]);
  expect(likings(known, NOW + 120 * DAY_MS)).toEqual([]);
});

it('says why by the strongest sign, and unsays what was sent back', () => {
  const bought = after([saw('look', 'Kato'), saw('purchase', 'Kato'), saw('look', 'Kato')]);
  expect(likings(bought, NOW)[0]).toMatchObject({ key: 'Kato', because: 'purchase', share: 1 });
  expect(likings(notice(bought, saw('not-for-me', 'Kato'), 2), NOW)).toEqual([]);
});

it('needs more than one look for a liking', () => {
  expect(likings(after([saw('look', 'Kato')]), NOW)).toEqual([]);
});

it('puts prices in bands of 1, 2 and 5', () => {
  expect([99, 100, 450, 1_999, 2_000, 4_999, 5_000, 48_000].map((minor) => bandOf(minor, 2))).toEqual([
    '0.5-1',
    '1-2',
    '2-5',
    '10-20',
    '20-50',
    '20-50',
    '50-100',
    '200-500',
  ]);
  expect([bandOf(1_280, 0), bandOf(null, 2), bandOf(0, 2)]).toEqual(['1000-2000', '', '']);
});

const signs = Object.keys(WEIGHTS) as Sign[];
const stream = (makers: number) =>
  fc.array(
    fc.record({
      sign: fc.constantFrom(...signs),
      atMs: fc.integer({ min: NOW - 4_000 * DAY_MS, max: NOW }),
      traits: fc.integer({ min: 0, max: makers - 1 }).map((n) => traits({ maker: `m${n}`, category: `c${n % 5}`, words: [`w${n}`, `w${n % 7}`] })),
    }),
    { minLength: 1, maxLength: 120 },
  );

it('comes to the same whatever order events arrive in, while everything finds room', () => {
  fc.assert(
    fc.property(
      stream(KEYS - 1).chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))),
      ([events, shuffled]) => {
        const [one, other] = [after(events), after(shuffled)];
        for (let n = 0; n < KEYS; n += 1) expect(shareOf(one, 'maker', `m${n}`)).toBeCloseTo(shareOf(other, 'maker', `m${n}`), 9);
        const named = (known: Interests) =>
          likings(known, NOW)
            .map(({ facet, key, because }) => `${facet} ${key} ${because}`)
            .toSorted();
        // A key that lies within rounding of the border may fall on either side.
        const near = likings(one, NOW).some(({ share, weight }) => Math.abs(share - 0.15) < 1e-6 || Math.abs(weight - 2.5) < 1e-6);
        if (!near && likings(one, NOW).length < 3) expect(named(one)).toEqual(named(other));
      },
    ),
  );
});

it('and to within 1/24 of the facet beyond that, never above the truth', () => {
  fc.assert(
    fc.property(stream(90), (events) => {
      const good = events.filter(({ sign }) => WEIGHTS[sign] > 0);
      fc.pre(good.length > 0);
      const known = after(good);
      const weightOf = ({ sign, atMs }: Sighting): number => WEIGHTS[sign] * 2 ** ((atMs - NOW) / (60 * DAY_MS));
      const total = good.reduce((sum, one) => sum + weightOf(one), 0);
      for (let n = 0; n < 90; n += 1) {
        const truth = good.filter(({ traits: { maker } }) => maker === `m${n}`).reduce((sum, one) => sum + weightOf(one), 0) / total;
        const share = shareOf(known, 'maker', `m${n}`);
        expect(share).toBeLessThanOrEqual(truth + 1e-9);
        expect(share).toBeGreaterThanOrEqual(truth - 1 / KEYS - 1e-9);
      }
    }),
  );
});

it('stays small, survives decades of rescaling, and joins two people into one', () => {
  const long = Array.from({ length: 2_000 }, (_, i) => saw('look', `m${i % 60}`, 14_000 - i * 7));
  const known = after(long);
  expect(JSON.stringify(known).length).toBeLessThan(2_500);
  const joined = joinInterests(after([saw('purchase', 'Kato')]), after([saw('look', 'Kato'), saw('look', 'Tani', 60)]));
  expect(joined.facets.maker?.total).toBeCloseTo(
    after([saw('purchase', 'Kato'), saw('look', 'Kato'), saw('look', 'Tani', 60)]).facets.maker?.total ?? 0,
    6,
  );
  expect(shareOf(joined, 'maker', 'Kato')).toBeCloseTo(9 / 9.5, 9);
});

it('parts what was joined, and keeps what has come since', () => {
  const [mine, theirs] = [after([saw('look', 'Kato', 20)]), after([saw('purchase', 'Tani', 9), saw('look', 'Kato', 8), saw('return', 'Ito', 7)])];
  const since = [saw('purchase', 'Mori')].reduce((known, one) => notice(known, one, 2), joinInterests(mine, theirs));
  const parted = partInterests(since, theirs);
  const alone = [saw('purchase', 'Mori')].reduce((known, one) => notice(known, one, 2), mine);
  expect(parted.facets.maker?.good.map(([key]) => key).toSorted()).toEqual(['Kato', 'Mori']);
  for (const maker of ['Kato', 'Mori', 'Tani', 'Ito']) expect(shareOf(parted, 'maker', maker)).toBeCloseTo(shareOf(alone, 'maker', maker), 9);
  expect(partInterests(theirs, theirs).facets).toEqual({});
});

it('never likes something more for having been sent back or hidden, and leaves the rest as it was', () => {
  fc.assert(
    fc.property(
      stream(KEYS - 1),
      fc.constantFrom<Sign>('return', 'not-for-me', 'unbasket'),
      fc.integer({ min: 0, max: KEYS - 2 }),
      (events, sign, n) => {
        const before = after(events);
        const later = notice(before, { sign, atMs: NOW, traits: traits({ maker: `m${n}` }) }, 2);
        expect(shareOf(later, 'maker', `m${n}`)).toBeLessThanOrEqual(shareOf(before, 'maker', `m${n}`) + 1e-12);
        for (let other = 0; other < KEYS - 1; other += 1)
          if (other !== n) expect(shareOf(later, 'maker', `m${other}`)).toBeCloseTo(shareOf(before, 'maker', `m${other}`), 9);
        const liked = (known: Interests): string[] => likings(known, NOW).flatMap(({ facet, key }) => (facet === 'maker' ? [key] : []));
        if (!liked(before).includes(`m${n}`)) expect(liked(later)).not.toContain(`m${n}`);
      },
    ),
  );
});

it('is surer of a liking the more speaks for it', () => {
  const sure = (purchases: number): number => likings(after(Array.from({ length: purchases }, () => saw('purchase', 'Kato'))), NOW)[0]?.sure ?? 0;
  expect([sure(1), sure(2), sure(4)].map((one) => Number(one.toFixed(2)))).toEqual([0.89, 0.99, 1]);
  expect(likings(after([saw('look', 'Kato'), saw('search', 'Kato')]), NOW)[0]?.sure).toBeCloseTo(0.5, 9);
});
