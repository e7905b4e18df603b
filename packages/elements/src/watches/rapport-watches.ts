import { RapportWatches } from './watches.ts';

if (!customElements.get('rapport-watches')) customElements.define('rapport-watches', RapportWatches);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-watches': RapportWatches;
  }
}
