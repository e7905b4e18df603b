import { RapportContact } from './contact.ts';
import { RapportPreferences } from './preferences.ts';

if (!customElements.get('rapport-contact')) customElements.define('rapport-contact', RapportContact);
if (!customElements.get('rapport-preferences')) customElements.define('rapport-preferences', RapportPreferences);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-contact': RapportContact;
    'rapport-preferences': RapportPreferences;
  }
}
