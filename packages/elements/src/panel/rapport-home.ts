import { RapportHome } from './home.ts';

if (!customElements.get('rapport-home')) customElements.define('rapport-home', RapportHome);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-home': RapportHome;
  }
}
