import { RapportStatement } from './statement.ts';

if (!customElements.get('rapport-statement')) customElements.define('rapport-statement', RapportStatement);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-statement': RapportStatement;
  }
}
