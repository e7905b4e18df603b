import '../points/rapport-points.ts';
import '../offers/rapport-offers.ts';
import '../preferences/rapport-preferences.ts';
import '../recommendations/rapport-recommendations.ts';
import '../rewards/rapport-rewards.ts';
import '../refer/rapport-refer.ts';
import '../statement/rapport-statement.ts';
import '../vouchers/rapport-vouchers.ts';
import '../watches/rapport-watches.ts';
import './rapport-home.ts';
import { RapportPanel } from './panel.ts';

if (!customElements.get('rapport-panel')) customElements.define('rapport-panel', RapportPanel);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-panel': RapportPanel;
  }
}
