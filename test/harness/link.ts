import { createHmac } from 'node:crypto';
import type { House } from './house.ts';

/** A link as a mail holds it, signed here by the same rule: `action~shop~shopper~ref~signature`. */
export function linkToken(
  house: Pick<House, 'secret' | 'shop'>,
  action: 'click' | 'stop' | 'prefs' | 'confirm',
  shopper: string,
  ref: string,
): string {
  const said = [action, house.shop.shopId, shopper, ref].join('~');
  return `${said}~${createHmac('sha256', `link:${house.secret}`).update(said).digest('base64url').slice(0, 22)}`;
}
