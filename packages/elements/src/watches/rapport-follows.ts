import { RapportFollows } from './follows.ts';

if (!customElements.get('rapport-follows')) customElements.define('rapport-follows', RapportFollows);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-follows': RapportFollows;
  }
}
