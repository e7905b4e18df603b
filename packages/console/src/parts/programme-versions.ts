import { localized, msg, str } from '@lit/localize';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Programme, ProgrammeVersion, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { PagesOf } from './pages-of.ts';
import { versionsTable } from './versions-table.ts';

/** Every version that the programme ever had, the newest first: an order is judged by the one of its day. */
@localized()
export class ConsoleVersions extends LitElement {
  static override styles = [...wholeSheets];
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
    return versionsTable({
      pages: this.#pages,
      timeZone: this.shop.settings.timeZone,
      from: msg('Counts from'),
      changes: (before, after) => changes(before.programme, after.programme),
    });
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
