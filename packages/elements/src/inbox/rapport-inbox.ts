import { RapportInbox } from './inbox.ts';

if (!customElements.get('rapport-inbox')) customElements.define('rapport-inbox', RapportInbox);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-inbox': RapportInbox;
  }
}
