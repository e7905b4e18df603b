import './rapport-contact.ts';
import { RapportPreferences } from './preferences.ts';

if (!customElements.get('rapport-preferences')) customElements.define('rapport-preferences', RapportPreferences);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-preferences': RapportPreferences;
  }
}
