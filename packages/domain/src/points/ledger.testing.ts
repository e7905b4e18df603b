import { accountOf } from './account.ts';
import type { Earning } from './earn.ts';
import type { Account, Moved, Movement } from './movement.ts';
import { reverse } from './reverse.ts';
import { giveBack, spend } from './spend.ts';

/** A day, in ms. */
export const DAY = 86_400_000;

/** An order's earning that can be spent at once and never lapses. */
export const anEarning = (orderId: string, points: number, more: Partial<Earning> = {}): Earning => ({
  key: `order:${orderId}:paid`,
  points,
  lotId: `order:${orderId}`,
  orderId,
  atMs: 0,
  maturesAtMs: null,
  expiresAtMs: null,
  reason: 'order',
  rule: 'amount@1',
  ...more,
});

/** A ledger that takes commands as the slice does: decide on the account, append the rows. */
export class Ledger {
  readonly rows: Movement[] = [];
  get account(): Account {
    return accountOf(this.rows);
  }
  do(command: (account: Account) => Moved | { ok: false }): readonly Movement[] {
    const result = command(this.account);
    if (!result.ok) throw new Error('refused');
    this.rows.push(...result.movements);
    return result.movements;
  }
  get balance(): string {
    const { pending, available, debt } = this.account;
    return `${pending} pending, ${available} available, ${debt} owed`;
  }
}

/** A refund down to some points; all of an order under one key. */
export const refund = (orderId: string, keepPoints: number) => (account: Account) =>
  reverse(account, { key: `order:${orderId}:refund`, orderId, keepPoints, reason: 'refund', atMs: 5 });
/** A reward taken. */
export const redeem =
  (key: string, points: number, atMs = 1) =>
  (account: Account) =>
    spend(account, { key, points, reason: 'reward', atMs });

/** A row of the lot of order 1, as most of them are. */
export const aRow = (change: Partial<Movement>): Movement => ({
  key: '',
  kind: 'earn',
  from: 'issued',
  to: 'available',
  points: 0,
  lotId: 'order:1',
  orderId: '1',
  reason: 'order',
  rule: 'amount@1',
  atMs: 0,
  maturesAtMs: null,
  expiresAtMs: null,
  ...change,
});
/** A refund under the policy that asks for nothing back. */
export const forgiving =
  (orderId: string, keepPoints: number, atMs = 5) =>
  (account: Account) =>
    reverse(account, { key: `order:${orderId}:refund`, orderId, keepPoints, reason: 'refund', atMs, policy: 'clamp' });
/** A voucher given back unused. */
export const giveUp =
  (ledger: Ledger, key: string, atMs = 9) =>
  (account: Account) => {
    const allocation = ledger.rows.filter((row) => row.key.startsWith(`${key}#`));
    return giveBack(account, { key: `${key}:cancel`, atMs, allocation, spentAtMs: allocation[0]?.atMs ?? 0 });
  };
