import { RapportContact } from './contact.ts';

if (!customElements.get('rapport-contact')) customElements.define('rapport-contact', RapportContact);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-contact': RapportContact;
  }
}
