import { accountOf, balanceOf } from './account.ts';
import { adjust, earn, mature } from './earn.ts';
import type { Account, Lot, Moved, Movement } from './movement.ts';
import { reverse } from './reverse.ts';
import { expire, giveBack, spend, withdraw } from './spend.ts';
import { handBack, handOver, spentBy, takeOver } from './transfer.ts';

/** Something that happens to one of two people; what concerns an order or a voucher happens to whoever has it at the time. */
export type Deed = { readonly who: 'a' | 'b' } & (
  | { readonly do: 'earn'; readonly id: number; readonly points: number; readonly matures: number | null; readonly expires: number | null }
  | { readonly do: 'adjust' | 'withdraw' | 'spend'; readonly id: number; readonly points: number }
  | { readonly do: 'mature' | 'expire' }
  | { readonly do: 'refund'; readonly id: number; readonly keep: number; readonly policy: 'debt' | 'clamp' }
  | { readonly do: 'give-up'; readonly id: number }
);

/** Two people, and who has the orders and vouchers that were theirs. */
export class Two {
  readonly rows = { a: [] as Movement[], b: [] as Movement[] };
  readonly vouchers = new Map<string, { command: string; at: number; owner: 'a' | 'b' }>();
  merged = false;
  atMs = 0;

  of(person: 'a' | 'b'): Account {
    return accountOf(this.rows[person]);
  }

  put(person: 'a' | 'b', moved: Moved | { readonly ok: false }): void {
    if (moved.ok) this.rows[person].push(...moved.movements);
  }

  do(deed: Deed): void {
    const atMs = (this.atMs += 1);
    const { who: maker } = deed;
    const holder = this.merged ? 'a' : maker;
    const account = this.of(holder);
    const span = (ms: number | null): number | null => (ms === null ? null : atMs + ms);
    switch (deed.do) {
      case 'earn': {
        const name = `order:${maker}${deed.id}`;
        const lot = {
          key: name,
          lotId: name,
          orderId: `${maker}${deed.id}`,
          points: deed.points,
          maturesAtMs: span(deed.matures),
          expiresAtMs: span(deed.expires),
        };
        // An order is heard of once: its lot may have gone over since.
        const isKnown = [...this.rows.a, ...this.rows.b].some(({ lotId }) => lotId === name);
        return isKnown ? undefined : this.put(holder, earn(account, { ...lot, atMs, reason: 'order', rule: 'amount@1' }));
      }
      case 'adjust': {
        const lot = {
          key: `adjust:${deed.id}`,
          lotId: `adjust:${deed.id}`,
          orderId: null,
          points: deed.points,
          maturesAtMs: null,
          expiresAtMs: null,
        };
        return this.put(holder, adjust(account, { ...lot, atMs, reason: 'goodwill', rule: 'manual' }));
      }
      case 'withdraw':
        return this.put(holder, withdraw(account, { key: `withdraw:${maker}${deed.id}`, points: deed.points, reason: 'mistake', atMs }));
      case 'mature':
        return this.put(holder, mature(account, { key: `mature:${atMs}`, atMs }));
      case 'expire':
        return this.put(holder, expire(account, { key: `expire:${atMs}`, atMs }));
      case 'spend': {
        const command = `${maker}${deed.id}`;
        if (this.vouchers.has(command)) return;
        const taken = spend(account, { key: `redeem:${command}`, points: deed.points, reason: 'reward', atMs });
        if (taken.ok) this.vouchers.set(command, { command, at: atMs, owner: this.merged ? 'a' : maker });
        return this.put(holder, taken);
      }
      case 'refund': {
        const said = {
          key: `order:${maker}${deed.id}:reverse`,
          orderId: `${maker}${deed.id}`,
          keepPoints: deed.keep,
          reason: 'refund',
          policy: deed.policy,
          atMs,
        };
        return this.put(holder, reverse(account, said));
      }
      case 'give-up':
        return this.giveUp(`${maker}${deed.id}`);
    }
  }

  giveUp(command: string): void {
    const voucher = this.vouchers.get(command);
    if (!voucher) return;
    const holder = this.merged ? 'a' : voucher.owner;
    const said = { key: `cancel:${command}`, atMs: (this.atMs += 1), allocation: spentBy(this.rows[holder], command), spentAtMs: voucher.at };
    this.put(holder, giveBack(this.of(holder), said));
  }

  merge(key: string): void {
    const said = { key, reason: 'merged', atMs: (this.atMs += 1) };
    const gone = handOver(this.of('b'), this.rows.b, said).movements;
    this.put('b', { ok: true, movements: gone });
    this.put('a', takeOver(this.of('a'), gone, said, { person: 'b', isReturn: false }));
    this.merged = true;
  }

  undo(key: string): void {
    const said = { key: `${key}:undo`, reason: 'unmerged', atMs: (this.atMs += 1), came: key };
    const kept = new Set([...this.vouchers.values()].filter(({ owner }) => owner === 'a').map(({ command }) => command));
    const gone = handBack(this.of('a'), this.rows.a, { ...said, kept }).movements;
    this.put('a', { ok: true, movements: gone });
    this.put('b', takeOver(this.of('b'), gone, said, { person: 'b', isReturn: true }));
    this.merged = false;
  }

  /** What does not hold of the two ledgers, of all that must at any moment. */
  breaches(): string[] {
    const [a, b] = [balanceOf(this.rows.a), balanceOf(this.rows.b)];
    const found = a.elsewhere + b.elsewhere === 0 ? [] : ['points are between the two'];
    return [...found, ...this.#breachesOf('a', a), ...this.#breachesOf('b', b)];
  }

  #breachesOf(person: 'a' | 'b', balance: ReturnType<typeof balanceOf>): string[] {
    const account = this.of(person);
    const rows = this.rows[person];
    const places = ['pending', 'available', 'spent', 'expired'] as const;
    const amounts = account.lots.flatMap((lot) => [
      ...places.map((place) => lot[place]),
      ...[lot.writtenOff, lot.withdrawn, lot.reversed, lot.earned - lot.reversed],
    ]);
    const laws: Record<string, boolean> = {
      'the trial balance is zero': Object.values(balance).reduce((sum, each) => sum + each, 0) === 0,
      'the account says what is owed': account.debt + balance.debt === 0 && account.debt >= 0,
      'the account says what is borne': account.writtenOff + balance['written-off'] === 0,
      'who owes has nothing to spend': account.debt === 0 || account.available === 0,
      'the account says where points are': places.every((place) => account[place] === balance[place]),
      'lots say where points are': places.every((place) => account.lots.reduce((sum, lot) => sum + lot[place], 0) === account[place]),
      'nothing of a lot is below zero': amounts.every((each) => each >= 0),
      'each row moves whole points': rows.every(({ points }) => Number.isSafeInteger(points) && points > 0),
      'each row has a key of its own': new Set(rows.map(({ key }) => key)).size === rows.length,
    };
    return Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [`${person}: ${law}`]));
  }

  /** What the shop owes both, less what both owe it. */
  get owed(): number {
    const [a, b] = [this.of('a'), this.of('b')];
    return a.pending + a.available - a.debt + (b.pending + b.available - b.debt);
  }

  copy(): { readonly a: readonly Movement[]; readonly b: readonly Movement[] } {
    return { a: [...this.rows.a], b: [...this.rows.b] };
  }

  standing(person: 'a' | 'b'): { readonly sums: Omit<Account, 'lots' | 'keys' | 'activeAtMs'>; readonly lots: readonly Lot[] } {
    const { lots, keys: _, activeAtMs: __, ...sums } = this.of(person);
    return { sums, lots: lots.filter(({ earned }) => earned > 0).toSorted((one, other) => (one.id < other.id ? -1 : 1)) };
  }
}

/** Lives it, and says what did not hold on the way. */
export const lifeOf = (two: Two, deeds: readonly Deed[]): string[] =>
  deeds.flatMap((deed) => {
    two.do(deed);
    return two.breaches();
  });
