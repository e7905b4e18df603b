import { msg, str } from '@lit/localize';
import type { Trace } from '@rapport/protocol';
import { html, type TemplateResult } from 'lit';
import { ago } from '../format.ts';
import { getLocale } from '../locale.ts';
import { listTable, type Head } from './list-table.ts';
import { channelName, kindName, outcomeName, reasonWords } from './message-words.ts';

/** Decisions whether somebody is told, each with its one reason; of many people with the way to each, of one (`ofOne`) without. */
export const messageLog = (rows: readonly Trace[], nowMs: number, { ofOne = false } = {}): TemplateResult => {
  const person: readonly Head[] = ofOne ? [] : [msg('Person')];
  return listTable(
    msg('Message log'),
    [msg('When'), ...person, [msg('About'), 'wide'], [msg('Channel'), 'wide'], msg('Decision'), msg('Reason')],
    rows.map((row) => logRow(row, nowMs, ofOne)),
  );
};

const logRow = ({ atMs, shopperId, kind, subject, channel, outcome, reason, untilMs }: Trace, nowMs: number, ofOne: boolean): TemplateResult => {
  const until =
    untilMs === null
      ? ''
      : ` · ${msg(str`until ${new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(untilMs)}`)}`;
  return html`<tr>
    <td class="soft date">${ago(atMs, nowMs)}</td>
    ${ofOne ? '' : html`<td><a href="/console/shoppers/${encodeURIComponent(shopperId)}">…${shopperId.slice(-6)}</a></td>`}
    <td class="wide">${kindName(kind)}<small>${subjectName(subject)}</small></td>
    <td class="wide">${channelName(channel)}</td>
    <td class="date">${outcomeName(outcome)}</td>
    <td><small class="narrow">${kindName(kind)} · ${channelName(channel)}</small>${reasonWords(reason)}${until}</td>
  </tr>`;
};

/** What a decision is about, as far as its kind does not say it already: the id of a product or an offer. */
const subjectName = (subject: string): string => /^(?:product|offer):([^@]+)/.exec(subject)?.[1] ?? '';
