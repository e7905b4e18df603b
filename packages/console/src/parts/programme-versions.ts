import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Programme, ProgrammeVersion, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, moment } from '../format.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tables } from '../styles/tables.ts';
import { tokens } from '../styles/tokens.ts';
import { noticeStyles, problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';

/** Every version that the programme ever had, the newest first: an order is judged by the one of its day. */
@localized()
export class ConsoleVersions extends LitElement {
  static override styles = [tokens, base, forms, tables, noticeStyles];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  readonly #pages = new PagesOf<ProgrammeVersion>(this, async (before) => {
    const { versions, next } = await this.api.programmeVersions(before);
    return { rows: versions, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || (changed.has('shop') && changed.get('shop')?.version !== this.shop.version)) void this.#pages.restart();
  }

  override render() {
    const { rows, next, problem, busy } = this.#pages;
    return html`${problemNotice(problem)}
      <table>
        <caption class="only-heard">
          ${msg('Versions')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg('Version')}</th>
            <th scope="col">${msg('Counts from')}</th>
            <th scope="col" class="wide">${msg('By')}</th>
            <th scope="col">${msg('What changed')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row, at) => this.#renderRow(row, rows[at + 1] ?? null))}
        </tbody>
      </table>
      ${next === null ? nothing : html`<button type="button" class="more" ?disabled=${busy} @click=${() => void this.#pages.more()}>${msg('Earlier versions')}</button>`}`;
  }

  #renderRow({ version, fromMs, who, programme }: ProgrammeVersion, before: ProgrammeVersion | null): TemplateResult {
    const changed = before ? changes(before.programme, programme) : [];
    const first = version === 1 ? msg('As the shop began') : '';
    return html`<tr>
      <td>${count(version)}</td>
      <td>${moment(fromMs, this.shop.settings.timeZone)}</td>
      <td class="wide">${who === 'rapport' ? msg('Rapport') : who}</td>
      <td>${changed.length > 0 ? changed.join(' · ') : first}</td>
    </tr>`;
  }
}

const PARTS: readonly (readonly [keyof Programme, () => string])[] = [
  ['rewards', () => msg('Rewards')],
  ['rules', () => msg('Other ways to earn')],
  ['multipliers', () => msg('More points for some things')],
  ['tiers', () => msg('Standings')],
  ['expiry', () => msg('When points lapse')],
  ['warnDays', () => msg('When shoppers are told')],
  ['counted', () => msg('What counts')],
  ['orderLimits', () => msg('The most that orders earn')],
  ['refunds', () => msg('Refunds')],
  ['maxSharePercent', () => msg('Share of an order')],
];

/** What is different, in words; numbers with what they were. */
export function changes(before: Programme, after: Programme): string[] {
  const numbers = [
    before.pointsPerUnit === after.pointsPerUnit
      ? ''
      : msg(str`Points for a unit: ${count(after.pointsPerUnit)} instead of ${count(before.pointsPerUnit)}`),
    before.signUpPoints === after.signUpPoints ? '' : msg(str`${count(after.signUpPoints)} for joining instead of ${count(before.signUpPoints)}`),
    before.pendingDays === after.pendingDays ? '' : msg(str`${count(after.pendingDays)} days to wait instead of ${count(before.pendingDays)}`),
  ].filter((words) => words !== '');
  const parts = PARTS.filter(([name]) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map(([, words]) => words());
  return [...numbers, ...parts];
}
