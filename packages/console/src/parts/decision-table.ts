import { msg } from '@lit/localize';
import type { OfferDecisions } from '@rapport/protocol';
import { html, type TemplateResult } from 'lit';
import { placeWords, whyWords, withheldWords } from './offer-words.ts';

/** What a person would get in each place and on each channel, and why not the rest. */
export function decisionTable({ decisions }: OfferDecisions, label: string): TemplateResult {
  return html`<table aria-label=${label}>
    <thead>
      <tr>
        <th scope="col">${msg('Where')}</th>
        <th scope="col">${msg('What they would get')}</th>
        <th scope="col">${msg('What not, and why')}</th>
      </tr>
    </thead>
    <tbody>
      ${decisions.map(
        ({ channel, placement, given, withheld }) =>
          html`<tr>
            <td>${placeWords(channel, placement)}</td>
            <td>
              ${given.length === 0 ? html`<span class="soft">${msg('nothing')}</span>` : given.map(({ name, why }) => html`${name}<small>${why.map(whyWords).join(' · ')}</small>`)}
            </td>
            <td>
              ${withheld.length === 0 ? html`<span class="soft">${msg('none')}</span>` : withheld.map(({ name, reason, rule, tell }) => html`${name}<small>${[withheldWords(reason), rule, tell].filter(Boolean).join(' · ')}</small>`)}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
