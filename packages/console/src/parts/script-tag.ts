import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** The one line an owner pastes, as text. */
export function scriptTag(host: string, publishableKey: string): string {
  return `<script async src="${host}/rapport.js" data-shop="${publishableKey}"></script>`;
}

/** The line with its copy button. */
export function scriptTagField(publishableKey: string): TemplateResult {
  return html`<console-copy .label=${msg('Script tag')} .value=${scriptTag(location.origin, publishableKey)}></console-copy>`;
}
