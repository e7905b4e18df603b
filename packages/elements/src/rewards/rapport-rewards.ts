import { RapportRewards } from './rewards.ts';

if (!customElements.get('rapport-rewards')) customElements.define('rapport-rewards', RapportRewards);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-rewards': RapportRewards;
  }
}
