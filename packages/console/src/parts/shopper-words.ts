import { msg, str } from '@lit/localize';
import type { ConsentState, ShopperRow, Voucher } from '@rapport/protocol';
import { money } from '../format.ts';

/** What a person is called here: name, else address, else the end of their id. */
export function shopperName({ name, email, id }: Pick<ShopperRow, 'name' | 'email' | 'id'>): string {
  return name || email || msg(str`Guest …${id.slice(-6)}`);
}

export function kindName(kind: ShopperRow['kind']): string {
  return kind === 'member' ? msg('member') : msg('guest');
}

export function consentName(state: ConsentState): string {
  if (state === 'granted') return msg('agreed');
  return state === 'denied' ? msg('declined') : msg('not asked yet');
}

export function voucherState(state: Voucher['state']): string {
  if (state === 'ready') return msg('ready');
  return state === 'used' ? msg('used') : msg('cancelled');
}

/** What a voucher or reward is worth, in words. */
export function worth(what: Pick<Voucher, 'kind' | 'valueMinor' | 'percent'>, currency: string): string {
  if (what.kind === 'free-shipping') return msg('Free shipping');
  if (what.kind === 'percent') return msg(str`${what.percent ?? 0}% off`);
  return msg(str`${money(what.valueMinor ?? 0, currency)} off`);
}
