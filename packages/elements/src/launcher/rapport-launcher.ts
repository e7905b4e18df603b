import { RapportLauncher } from './launcher.ts';

if (!customElements.get('rapport-launcher')) customElements.define('rapport-launcher', RapportLauncher);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-launcher': RapportLauncher;
  }
}
