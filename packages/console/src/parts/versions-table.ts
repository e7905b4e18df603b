import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { count, moment } from '../format.ts';
import { listTable, moreButton } from './list-table.ts';
import { problemNotice } from './notice.ts';
import type { PagesOf } from './pages-of.ts';

/** What every version of anything has. */
export interface AnyVersion {
  readonly version: number;
  readonly fromMs: number;
  readonly who: string;
}

/** What is told of one kind of version. */
export interface VersionsTold<Version> {
  readonly pages: PagesOf<Version>;
  readonly timeZone: string;
  /** Head of the column that says from when a version is the one that holds. */
  readonly from: string;
  readonly changes: (before: Version, after: Version) => readonly string[];
  /** What can be done with a version; without it the table has no column for it. */
  readonly act?: (version: Version, isNow: boolean) => TemplateResult;
}

/** Versions, the newest first, each with who made it and what it changed. */
export function versionsTable<Version extends AnyVersion>({ pages, timeZone, from, changes, act }: VersionsTold<Version>): TemplateResult {
  const { rows, problem } = pages;
  const saidOf = (row: Version, before: Version | undefined): string => {
    const changed = before ? changes(before, row) : [];
    return changed.length > 0 || row.version > 1 ? changed.join(' · ') : msg('As the shop began');
  };
  return html`${problemNotice(problem)}
  ${listTable(
    msg('Versions'),
    [msg('Version'), from, [msg('By'), 'wide'], msg('What changed'), ...(act ? [[msg('Actions'), 'only-heard'] as const] : [])],
    rows.map(
      (row, at) =>
        html`<tr>
          <td>${count(row.version)}</td>
          <td>${moment(row.fromMs, timeZone)}</td>
          <td class="wide">${row.who === 'rapport' ? msg('Rapport') : row.who}</td>
          <td>${saidOf(row, rows[at + 1])}</td>
          ${act ? html`<td class="right">${act(row, at === 0)}</td>` : nothing}
        </tr>`,
    ),
  )}
  ${moreButton(pages, msg('Earlier versions'))}`;
}
