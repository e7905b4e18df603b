import { RapportTier } from './tier.ts';

if (!customElements.get('rapport-tier')) customElements.define('rapport-tier', RapportTier);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-tier': RapportTier;
  }
}
