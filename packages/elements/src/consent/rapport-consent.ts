import { RapportConsent } from './consent.ts';

if (!customElements.get('rapport-consent')) customElements.define('rapport-consent', RapportConsent);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-consent': RapportConsent;
  }
}
