import { apply } from './account.ts';
import { moved, NOTHING, row, type Draft, type Occasion } from './draft.ts';
import type { Account, AccountName, Lot, Moved, Movement } from './movement.ts';
import type { Allocation } from './spend.ts';

// Two people turned out to be one, or did not after all. Lots go over whole: what waits, what can be spent, and also what was spent, lapsed, owed and borne of them,
// because a refund or a voucher that is given up asks for it later. Nothing is issued or undone by that: every row has its mirror in the other's ledger, of the same
// moment, so that what a shop owes is the same before, after, and at every moment that its accounts tell of.

/** What goes over: an occasion whose key is the transfer's, as in `merge:7f3`, without a `/`; `reason` is the sentence that the page writes, `merged` or `unmerged`. */
export interface Handing extends Occasion {
  readonly reason: string;
}

/** Whose lots arrive, and whether they come back to them. */
export interface Origin {
  readonly person: string;
  readonly isReturn: boolean;
}

/** Whether a lot has this name, wherever it came from: whoever had it has had it. */
export const isNamed = ({ id }: Lot, name: string): boolean => id === name || id.startsWith(`${name}~`);

/** Everything somebody has and had goes to somebody else. */
export function handOver(account: Account, rows: readonly Movement[], handing: Handing): Moved {
  return isDone(account, handing.key) ? NOTHING : { ok: true, movements: keyed(handing.key, leaving(account.lots, rows, handing)) };
}

/** What `handOver` or `handBack` gave away arrives: the mirror of those rows. A debt that comes along, or meets points, is paid at once. */
export function takeOver(account: Account, gone: readonly Movement[], handing: Handing, origin: Origin): Moved {
  if (isDone(account, handing.key)) return NOTHING;
  const drafts = gone
    .filter(({ from, to }) => from === 'elsewhere' || to === 'elsewhere')
    .map((one) => ({ ...draftOf(one), reason: handing.reason, from: one.to, to: one.from, lotId: nameOf(one, origin), command: commandIn(one) }));
  return { ok: true, movements: keyed(handing.key, withRepayments(account, drafts, handing)) };
}

/**
 * What came by a transfer goes back, with what has become of it since: what was spent of these lots or has lapsed stays theirs. What the two paid of each other's debts
 * is taken back first, so that each owes what they owe. What lies in an unused voucher that stays here stays with it.
 * @param came the key of the transfer that brought the lots
 * @param kept commands whose vouchers stay
 */
export function handBack(
  account: Account,
  rows: readonly Movement[],
  handing: Handing & { readonly came: string; readonly kept: ReadonlySet<string> },
): Moved {
  if (isDone(account, handing.key)) return NOTHING;
  const arrived = rows.filter(({ key, kind, from }) => kind === 'transfer' && from === 'elsewhere' && key.startsWith(`${handing.came}/`));
  const theirs = new Set(arrived.map(({ lotId }) => lotId));
  const unpaid = takingBack(account.lots, rows, theirs, handing.kept, handing);
  const first = keyed(handing.key, unpaid);
  const lots = apply(account, first).lots.filter(({ id }) => theirs.has(id));
  const gone = leaving(lots, [...rows, ...first], handing, handing.kept);
  return { ok: true, movements: keyed(handing.key, withRepayments(account, [...unpaid, ...gone], handing)) };
}

/** What a command took of each lot and has not been given back, wherever the rows of it came from. */
export function spentBy(rows: readonly Movement[], command: string): Allocation {
  const byLot = Map.groupBy(
    rows.filter((one) => commandIn(one) === command),
    ({ lotId }) => lotId,
  );
  return [...byLot].flatMap(([lotId, mine]) => (sumIn(mine, 'spent') > 0 ? [{ lotId, points: sumIn(mine, 'spent') }] : []));
}

/** A row with the command that spent it, which goes into its key so that a voucher given up later finds its points. */
type Tagged = Draft & { readonly command: string };

/** Rows that take lots away, place by place. The first of a lot opens it over there, so nothing that is owed comes first. */
function leaving(
  lots: readonly Lot[],
  rows: readonly Movement[],
  { reason, atMs }: Handing,
  kept: ReadonlySet<string> = new Set(),
): readonly Tagged[] {
  const byLot = Map.groupBy(rows, ({ lotId }) => lotId);
  return lots.flatMap((lot) => {
    const mine = byLot.get(lot.id) ?? [];
    const dates = { maturesAtMs: lot.maturesAtMs, expiresAtMs: lot.expiresAtMs };
    const out = (place: AccountName, points: number, command = '', sinceMs = lot.createdAtMs): readonly Tagged[] => {
      if (points === 0) return [];
      const [from, to] = points > 0 ? ([place, 'elsewhere'] as const) : (['elsewhere', place] as const);
      return [{ ...row('transfer', lot, from, to, Math.abs(points), reason, atMs), ...dates, sinceMs, command }];
    };
    const stays = inVouchers(mine, kept);
    const debt = sumIn(mine, 'debt');
    const debtStays = owedFor(mine, kept);
    const borneStays = Math.min(stays - debtStays, lot.writtenOff);
    return [
      ...out('issued', lot.withdrawn),
      ...out('pending', lot.pending),
      ...out('available', lot.available),
      ...spentIn(mine).flatMap(([command, points]) => (kept.has(command) ? [] : out('spent', points, command))),
      ...out('expired', lot.expired),
      ...out('debt', debt + debtStays),
      ...out('written-off', borneStays - lot.writtenOff, '', lot.writtenOffAtMs ?? atMs),
    ];
  });
}

/** What of somebody's lot lies in vouchers that stay here. */
const inVouchers = (rows: readonly Movement[], kept: ReadonlySet<string>): number =>
  spentIn(rows).reduce((sum, [command, points]) => sum + (kept.has(command) ? points : 0), 0);

/** What is owed because of those vouchers: it stays along with them. */
const owedFor = (rows: readonly Movement[], kept: ReadonlySet<string>): number => Math.min(inVouchers(rows, kept), Math.max(0, -sumIn(rows, 'debt')));

/** Takes back what lots of the one paid of the other's debts: the youngest lots first. */
function takingBack(
  lots: readonly Lot[],
  rows: readonly Movement[],
  theirs: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  { reason, atMs }: Handing,
): readonly Tagged[] {
  const byLot = Map.groupBy(rows, ({ lotId }) => lotId);
  const all = lots.map((lot) => {
    const mine = byLot.get(lot.id) ?? [];
    const isTheirs = theirs.has(lot.id);
    const stays = isTheirs ? owedFor(mine, kept) : 0;
    return { lot, isTheirs, stays, points: sumIn(mine, 'debt') + stays };
  });
  const staying = all.reduce((sum, { stays }) => sum + stays, 0);
  return [true, false].flatMap((side) => {
    const paid = all.filter(({ isTheirs }) => isTheirs === side);
    let over = Math.max(0, paid.reduce((sum, { points }) => sum + points, 0) - (side ? 0 : staying));
    return paid.toReversed().flatMap(({ lot, points: most }) => {
      const points = Math.min(over, Math.max(0, most));
      over -= points;
      return points > 0 ? [{ ...row('transfer', lot, 'debt', 'available', points, reason, atMs), command: '' }] : [];
    });
  });
}

/** The rows, and those by which what is available now pays what is owed now. */
const withRepayments = (account: Account, drafts: readonly Tagged[], occasion: Occasion): readonly Tagged[] => {
  const all = moved(account, occasion, drafts.map(draftOf)).movements;
  return [...drafts, ...all.slice(drafts.length).map((one) => ({ ...draftOf(one), command: '' }))];
};

const draftOf = ({ command: _command, key: _key, ...draft }: Draft & { readonly command?: string; readonly key?: string }): Draft => draft;

const keyed = (key: string, drafts: readonly Tagged[]): readonly Movement[] =>
  drafts.map((draft, index) => ({ key: `${key}/${draft.command}#${index}`, ...draftOf(draft) }));

const isDone = ({ keys }: Account, key: string): boolean => [...keys].some((one) => one.startsWith(`${key}/`));

/** A lot that came from somebody keeps its name, with theirs behind it: both may have had one for joining. An order is one person's, and its lots are found by their names. */
function nameOf({ lotId, orderId }: Movement, { person, isReturn }: Origin): string {
  if (isReturn) return lotId.endsWith(`~${person}`) ? lotId.slice(0, -person.length - 1) : lotId;
  return orderId === null ? `${lotId}~${person}` : lotId;
}

/** The command that a row spends for, or gives back of; '' = none that is known. */
function commandIn({ key, kind, from, to }: Movement): string {
  if (from !== 'spent' && to !== 'spent') return '';
  const body = key.slice(0, key.lastIndexOf('#'));
  if (kind === 'transfer') return body.slice(body.indexOf('/') + 1);
  if (kind === 'spend' && body.startsWith('redeem:')) return body.slice('redeem:'.length);
  return kind === 'give-back' && body.startsWith('cancel:') ? body.slice('cancel:'.length) : '';
}

/** What is spent of a lot, by the command that spent it. */
const spentIn = (rows: readonly Movement[]): readonly (readonly [string, number])[] =>
  [...Map.groupBy(rows, commandIn)].map(([command, mine]) => [command, sumIn(mine, 'spent')] as const);

/** What rows leave at a place. */
const sumIn = (rows: readonly Movement[], place: AccountName): number =>
  rows.reduce((sum, { from, to, points }) => sum + (to === place ? points : 0) - (from === place ? points : 0), 0);
