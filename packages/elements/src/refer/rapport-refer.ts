import { RapportRefer } from './refer.ts';

if (!customElements.get('rapport-refer')) customElements.define('rapport-refer', RapportRefer);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-refer': RapportRefer;
  }
}
