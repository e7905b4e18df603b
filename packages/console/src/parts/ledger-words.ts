import { msg, str } from '@lit/localize';
import type { LedgerRow } from '@rapport/protocol';

/** What a row of the ledger is, to staff. */
export function rowKind({ kind, reason, orderId }: LedgerRow): string {
  const words: Record<LedgerRow['kind'], string> = {
    earn: msg('Earned'),
    mature: msg('Became available'),
    spend: msg('Given for a reward'),
    expire: msg('Lapsed'),
    reverse: msg('Taken back'),
    adjust: msg('Set by hand'),
    'give-back': msg('Voucher given back'),
    repay: msg('Paid a debt'),
    'write-off': msg('Written off'),
    recover: msg('Recovered'),
    transfer: msg('Between two accounts of one person'),
  };
  const what = words[kind];
  if (kind === 'transfer') return reason === 'merged' ? msg('Two people merged') : msg('Merge undone');
  if (orderId !== null) return msg(str`${what}, order ${orderId}`);
  return reason === '' || kind === 'mature' || kind === 'spend' ? what : msg(str`${what}: ${reason}`);
}
