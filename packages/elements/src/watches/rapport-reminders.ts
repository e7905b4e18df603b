import { RapportReminders } from './reminders.ts';

if (!customElements.get('rapport-reminders')) customElements.define('rapport-reminders', RapportReminders);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-reminders': RapportReminders;
  }
}
