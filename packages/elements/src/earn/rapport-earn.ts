import { RapportEarn } from './earn.ts';

if (!customElements.get('rapport-earn')) customElements.define('rapport-earn', RapportEarn);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-earn': RapportEarn;
  }
}
