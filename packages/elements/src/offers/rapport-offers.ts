import { RapportOffers } from './offers.ts';

if (!customElements.get('rapport-offers')) customElements.define('rapport-offers', RapportOffers);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-offers': RapportOffers;
  }
}
