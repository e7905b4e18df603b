import { RapportInboxList } from './inbox-list.ts';

if (!customElements.get('rapport-inbox-list')) customElements.define('rapport-inbox-list', RapportInboxList);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-inbox-list': RapportInboxList;
  }
}
