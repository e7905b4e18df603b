import { RapportWatch } from './watch.ts';

if (!customElements.get('rapport-watch')) customElements.define('rapport-watch', RapportWatch);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-watch': RapportWatch;
  }
}
