import { RapportRecommendations } from './recommendations.ts';

if (!customElements.get('rapport-recommendations')) customElements.define('rapport-recommendations', RapportRecommendations);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-recommendations': RapportRecommendations;
  }
}
