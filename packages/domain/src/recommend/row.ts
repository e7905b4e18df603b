import type { Hand, Reason } from '@rapport/protocol';
import { arrange, type Candidate } from './arrange.ts';
import { judgementOf, type Judgement } from './hand.ts';

/** A product on its way into a row, and why. */
export interface Step {
  readonly productId: string;
  readonly code: Reason['code'];
  /** The product that speaks for it. */
  readonly because?: string | undefined;
  /** Nobody has met it yet. */
  readonly cold?: boolean;
}

/** What a row must know of a product of the catalogue. */
export interface RowProduct extends Candidate {
  /** What rules find it by, as `marksOf` gives it. */
  readonly marks: readonly string[];
}

/** What a row is made from. */
export interface RowQuestion<P extends RowProduct> {
  readonly limit: number;
  readonly hand: Hand;
  /** The best first; what fills up comes last. A product that comes again counts where it came first. */
  readonly steps: readonly Step[];
  /** Only where the row would be empty: what may come back then (bought before, the longest ago first). */
  readonly last: readonly Step[];
  /** Never shown, whatever happens: hidden by the shopper, returned, the product of the page. */
  readonly never: ReadonlySet<string>;
  /** Not shown among `steps` and pins: bought. */
  readonly bought: ReadonlySet<string>;
  /** A product of the catalogue; undefined when it has left. */
  readonly product: (productId: string) => P | undefined;
  /** The price of what the row is about, in minor units; null = of nothing in particular. */
  readonly aboutMinor: number | null;
  /** Does the row keep its order as it is (seen lately), or is it arranged for variety? */
  readonly asItIs?: boolean;
}

/** A place of a row. `times` = what the owner's boosts came to. */
export interface Placed<P extends RowProduct> {
  readonly product: P;
  readonly step: Step;
  readonly pinned: boolean;
  readonly times: number;
}

/**
 * A row: the owner's pins at their places, between them the steps as the owner's boosts move them, for variety. What is unavailable, never to be shown, excluded by
 * the owner or bought is not in it, and no product twice. It is empty only where nothing of what is given may be shown.
 */
export function composeRow<P extends RowProduct>(question: RowQuestion<P>): Placed<P>[] {
  const { limit, hand, bought } = question;
  const judgement = judgementOf(hand);
  const isNew = ({ productId }: Step): boolean => !bought.has(productId);
  const pins = hand.pins
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ productId, place }) => admitted(question, judgement, { productId, code: 'picked' }).map((one) => ({ ...one, pinned: true, place })))
    .filter(({ step }, index, all) => isNew(step) && all.findIndex((other) => other.step.productId === step.productId) === index)
    .filter(({ place }) => place <= limit);
  const pinned = new Set(pins.map(({ step }) => step.productId));
  const row = chosen(
    question,
    judgement,
    question.steps.filter((step) => isNew(step) && !pinned.has(step.productId)),
  );
  let free = 0;
  for (const { place, ...pin } of pins) {
    free = Math.max(free, Math.min(place - 1, row.length));
    row.splice(free, 0, pin);
    free += 1;
  }
  if (row.length === 0) return chosen(question, judgement, question.last);
  return row.length > limit ? fitted(row, limit) : row;
}

/** Cuts a row down from its end, but never a pin. */
const fitted = <P extends RowProduct>(row: readonly Placed<P>[], limit: number): Placed<P>[] => {
  let over = row.length - limit;
  const kept = row.toReversed().filter(({ pinned }) => pinned || (over -= 1) < 0);
  return kept.toReversed().slice(0, limit);
};

/** The step with its product, if it may be shown; an empty list if not. */
const admitted = <P extends RowProduct>({ never, product }: RowQuestion<P>, judgement: Judgement, step: Step): Placed<P>[] => {
  const found = never.has(step.productId) ? undefined : product(step.productId);
  if (found === undefined || !found.available) return [];
  const { excluded, times } = judgement(found.marks);
  return excluded ? [] : [{ product: found, step, pinned: false, times }];
};

/** The best of the steps, as the boosts move them: with times 2 a product stands as if it were twice as far up. */
const chosen = <P extends RowProduct>(question: RowQuestion<P>, judgement: Judgement, steps: readonly Step[]): Placed<P>[] => {
  const { limit } = question;
  const stepById = new Map<string, Step>();
  for (const step of steps) if (!stepById.has(step.productId)) stepById.set(step.productId, step);
  const moved = [...stepById.values()]
    .flatMap((step) => admitted(question, judgement, step))
    .map((one, index) => ({ one, place: (index + 1) / one.times }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
  if (question.asItIs) return moved.slice(0, limit);
  const candidates = moved.map((one) => ({ ...one.product, cold: one.step.cold === true, one }));
  return arrange(candidates, { limit, exclude: new Set(), aboutMinor: question.aboutMinor }).map(({ one }) => one);
};
