import { RapportInboxPanel } from './inbox-panel.ts';

if (!customElements.get('rapport-inbox-panel')) customElements.define('rapport-inbox-panel', RapportInboxPanel);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-inbox-panel': RapportInboxPanel;
  }
}
