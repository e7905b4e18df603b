import { msg } from '@lit/localize';
import type { OfferDecisions, OfferRules } from '@rapport/protocol';
import { html, type TemplateResult } from 'lit';
import { listTable } from './list-table.ts';
import { reasonWords } from './message-words.ts';
import { placeWords, whyWords, withheldWords } from './offer-words.ts';
import { ruleWords } from './rules-words.ts';

/** What a person would get in each place and on each channel, and why not the rest; rules by the names that the owner knows them by. */
export function decisionTable({ decisions }: OfferDecisions, label: string, rules: OfferRules): TemplateResult {
  const whyNot = ({ reason, rule, tell }: OfferDecisions['decisions'][number]['withheld'][number]): string => {
    // Which of the rules says more than that one does.
    const more = tell !== null && tell !== 'holdout' ? reasonWords(tell) : rule === null ? '' : ruleWords(rule, rules);
    return [withheldWords(reason), more].filter(Boolean).join(' · ');
  };
  return listTable(
    label,
    [msg('Where'), msg('What they would get'), msg('What not, and why')],
    decisions.map(
      ({ channel, placement, given, withheld }) =>
        html`<tr>
          <td>${placeWords(channel, placement)}</td>
          <td>
            ${given.length === 0 ? html`<span class="soft">${msg('nothing')}</span>` : given.map(({ name, why }) => html`${name}<small>${why.map(whyWords).join(' · ')}</small>`)}
          </td>
          <td>
            ${withheld.length === 0 ? html`<span class="soft">${msg('none')}</span>` : withheld.map((one) => html`${one.name}<small>${whyNot(one)}</small>`)}
          </td>
        </tr>`,
    ),
  );
}
