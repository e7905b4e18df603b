import { RapportVouchers } from './vouchers.ts';

if (!customElements.get('rapport-vouchers')) customElements.define('rapport-vouchers', RapportVouchers);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-vouchers': RapportVouchers;
  }
}
