import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ImportReport } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, moment } from '../format.ts';
import { listTable } from './list-table.ts';

/** A format by its name. */
export function formatName(format: string): string {
  if (format === 'shopify-csv') return msg('Shopify CSV');
  if (format === 'merchant-feed') return msg('Google Merchant feed');
  return format === 'rapport-csv' ? msg('Rapport CSV') : format;
}

/** How an import stands, in a word. */
export function stateName(report: ImportReport): string {
  if (report.state === 'running') return msg('running');
  if (report.state === 'held') return msg('waits for you');
  return report.state === 'failed' ? msg('failed') : msg('done');
}

/** One sentence on what an import did. */
export function importSentence(report: ImportReport): string {
  if (report.state === 'running') return msg(str`Reading: ${count(report.rowsRead)} rows so far.`);
  if (report.state === 'held') return msg('Nothing has been changed yet: this file waits for your word.');
  if (report.state === 'failed') return report.failure ?? msg('The import stopped. The products it had read before are kept.');
  const { productsMade, productsChanged, rowsRefused } = report;
  if (productsMade + productsChanged + rowsRefused === 0) return msg('Nothing new: everything in the file was known.');
  if (rowsRefused === 0) return msg('All rows were taken.');
  return rowsRefused === 1
    ? msg('One row was refused; the others were taken.')
    : msg(str`${count(rowsRefused)} rows were refused; the others were taken.`);
}

/** An import, whole: its numbers, who waits for what it brought, and each refused row with its line and reason. */
export function importReport(api: Api, report: ImportReport, timeZone: string): TemplateResult {
  return html`<p>${importSentence(report)}</p>
    <dl class="facts">
      ${fact(msg('Rows read'), report.rowsRead)} ${fact(msg('Products made'), report.productsMade)} ${fact(msg('Changed'), report.productsChanged)}
      ${fact(msg('Same'), report.productsSame)} ${fact(msg('Rows refused'), report.rowsRefused)} ${fact(msg('Arrivals'), report.arrivals)}
    </dl>
    <p class="quiet">
      ${formatName(report.format)}, ${moment(report.startedAtMs, timeZone)}.
      ${report.state === 'done' ? msg('Arrivals are what shoppers waiting for it may be told of; the first import of a shop tells nobody.') : nothing}
    </p>
    ${report.state === 'done' && report.arrivals > 0 ? html`<console-brought .api=${api} .report=${report}></console-brought>` : nothing}
    ${report.refusals.length ? refusals(report) : nothing}`;
}

function fact(label: string, value: number): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${count(value)}</dd>
  </div>`;
}

function refusals({ refusals: rows, rowsRefused }: ImportReport): TemplateResult {
  return html`${listTable(
    msg('Rows refused'),
    [[msg('Line'), 'right'], msg('Why it was refused')],
    rows.map(
      ({ line, reason }) =>
        html`<tr>
          <td class="right line">${count(line)}</td>
          <td>${reason}</td>
        </tr>`,
    ),
  )}
  ${rowsRefused > rows.length ? html`<p class="quiet">${msg(str`These are the first ${count(rows.length)} of ${count(rowsRefused)}.`)}</p>` : nothing}`;
}
