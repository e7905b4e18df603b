import { RapportProfile } from './profile.ts';

if (!customElements.get('rapport-profile')) customElements.define('rapport-profile', RapportProfile);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-profile': RapportProfile;
  }
}
