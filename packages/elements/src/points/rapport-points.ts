import { RapportPoints } from './points.ts';

if (!customElements.get('rapport-points')) customElements.define('rapport-points', RapportPoints);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-points': RapportPoints;
  }
}
