import type { BroughtReport, DemandBoard } from '@rapport/protocol';

/** What people looked for in vain in the first half of May. */
export const someDemand = (): DemandBoard => ({
  wants: [
    { words: '抹茶碗', people: 41, wishing: 23, ceilingMinor: 9_000, lastAtMs: Date.UTC(2026, 4, 11, 9) },
    { words: 'left-handed scissors', people: 12, wishing: 12, ceilingMinor: null, lastAtMs: Date.UTC(2026, 4, 8, 9) },
    { words: 'the second lamp', people: 3, wishing: 0, ceilingMinor: null, lastAtMs: Date.UTC(2026, 4, 2, 9) },
  ],
  arrivals: [
    { productId: 'shino', title: 'Shino matcha bowl', people: 23, sinceMs: Date.UTC(2026, 4, 11, 7) },
    { productId: 'kettle', title: 'Cast-iron kettle, 1.2 l', people: 4, sinceMs: Date.UTC(2026, 4, 9, 7) },
  ],
  fewest: 3,
  atMs: Date.UTC(2026, 4, 12, 9),
});

/** Who waits for what a feed of 130 products brought, in two pages. */
export const someBrought = (after: string): BroughtReport =>
  after === ''
    ? {
        people: 24,
        products: [{ productId: 'kettle', title: 'Cast-iron kettle, 1.2 l', people: 4, sinceMs: Date.UTC(2026, 4, 9, 7) }],
        looked: 100,
        all: 130,
        next: 'p100',
        fewest: 3,
      }
    : {
        people: null,
        products: [{ productId: 'shino', title: 'Shino matcha bowl', people: 23, sinceMs: Date.UTC(2026, 4, 9, 7) }],
        looked: 30,
        all: 130,
        next: null,
        fewest: 3,
      };
