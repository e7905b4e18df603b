import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buyerOf } from '@rapport/domain/value';
import type { Buyer, Purchase } from '@rapport/domain/value';
import { DATA } from './recommend-sets.ts';

const CDNOW = join(DATA, 'cdnow');
const END = Date.UTC(1997, 8, 30);
const HOLDOUT_WEEKS = 39;
const HOLDOUT_END = END + HOLDOUT_WEEKS * 7 * 86_400_000;

/** Ten customers whose figures were computed elsewhere, and the parameters they were computed with. */
export interface Golden {
  readonly params: { readonly mbgnbd: readonly number[]; readonly bgnbd: readonly number[]; readonly gg: readonly number[] };
  readonly rows: readonly Readonly<Record<string, number>>[];
}

/** A customer until the end of the calibration, and how often they bought in the 39 weeks after it. */
export interface Customer {
  readonly buyer: Buyer;
  readonly later: number;
}

/** Whether CDNOW is there. */
export const haveCdnow = (): boolean => existsSync(join(CDNOW, 'golden.json'));

export const golden = (): Golden => JSON.parse(readFileSync(join(CDNOW, 'golden.json'), 'utf8')) as Golden;

/** The published tenth, or all 23,570 customers, calibrated to 30 September 1997 as in the papers. */
export function cdnow(which: 'sample' | 'whole'): Customer[] {
  const text =
    which === 'sample'
      ? readFileSync(join(CDNOW, 'CDNOW_sample.txt'), 'utf8')
      : gunzipSync(readFileSync(join(CDNOW, 'CDNOW_master.txt.gz'))).toString('utf8');
  const people = new Map<string, Purchase[]>();
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/u);
    // The sample has its own number beside the customer's, and can only be told apart by the day: eight digits.
    const at = words.findIndex((word) => /^199[78]\d{4}$/u.test(word));
    const [id, day, amount] = [words[0], words[at], words.at(-1)];
    if (at < 1 || id === undefined || day === undefined) continue;
    const atMs = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)));
    const known = people.get(id) ?? [];
    known.push({ atMs, amount: Number(amount) });
    people.set(id, known);
  }
  return [...people.values()].flatMap((purchases) => {
    const buyer = buyerOf(
      purchases.filter(({ atMs }) => atMs <= END),
      END,
    );
    const days = new Set(purchases.filter(({ atMs }) => atMs > END && atMs <= HOLDOUT_END).map(({ atMs }) => atMs));
    return buyer ? [{ buyer, later: days.size }] : [];
  });
}

/** Customers of an online wholesaler, by day: where the likelihood of spend has no maximum. Null without the file. */
export function wholesale(): Buyer[] | null {
  const file = join(DATA, 'orders', 'uci-online-retail-II.tsv.gz');
  if (!existsSync(file)) return null;
  const people = new Map<string, Purchase[]>();
  let end = 0;
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    const [id, day, , quantity, price] = line.split('\t');
    const amount = Number(quantity) * Number(price);
    const atMs = Date.parse(`${day}T00:00:00Z`);
    if (id === undefined || !Number.isFinite(atMs) || !(amount > 0)) continue;
    end = Math.max(end, atMs);
    const known = people.get(id) ?? [];
    known.push({ atMs, amount });
    people.set(id, known);
  }
  return [...people.values()].flatMap((purchases) => buyerOf(purchases, end) ?? []);
}
