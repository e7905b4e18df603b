import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Notice } from '@rapport/protocol';
import { count, money, shortDay } from '../format.ts';
import { attentionName } from './attention-words.ts';

/** How the list looks: a line each, the day beside it. */
export const noticeListStyles = css`
  .notices {
    max-width: 720px;
    margin-top: 12px;
    list-style: none;
  }
  .notices li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    justify-content: space-between;
    padding: 12px 0;
    border-bottom: 1px solid var(--line);
  }
`;

/** What the owner was told of by itself, the newest first; nothing before there is something. */
export function noticeList(
  notices: readonly Notice[],
  { currency, timeZone }: { currency: string; timeZone: string },
): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<ul class="notices">
    ${notices.map((notice) => html`<li>${said(notice, currency)} <span class="quiet">${shortDay(notice.atMs, timeZone)}</span></li>`)}
  </ul>`;
}

function said(notice: Notice, currency: string): TemplateResult {
  if (notice.kind === 'want') {
    const { words, people } = notice.detail;
    return html`<a href="/console/catalogue/demand">${msg(str`${count(people)} people look for “${words}”`)}</a>`;
  }
  if (notice.kind === 'quality') {
    const { members, duplicates, among } = notice.detail;
    const pairs = duplicates === null ? msg('fewer than 5') : count(duplicates);
    const likely = among === null ? msg(str`; likely twice: ${pairs}`) : msg(str`; likely twice: ${pairs} of the ${count(among)} who were compared`);
    const twice = duplicates === 0 ? '' : likely;
    return html`<a href="/console/segments/quality">${msg(str`How good the data of ${count(members)} members is`)}${twice}</a>`;
  }
  if (notice.kind === 'standing' || notice.kind === 'review') {
    const { days, lists } = notice.detail;
    const lead = notice.kind === 'review' ? msg('Two months on, people to review.') : msg('People to look at this week.');
    const link = ({ list, people }: (typeof lists)[number]): TemplateResult =>
      html`<a href=${`/console/shoppers/attention?list=${list}&days=${days}`}
        >${msg(str`${attentionName(list)}: ${people === null ? msg('fewer than 5') : count(people)}`)}</a
      >`;
    return html`<span>${lead} ${lists.map((one, i) => html`${i === 0 ? '' : ' · '}${link(one)}`)}</span>`;
  }
  const { day, weekBefore } = notice.detail;
  const name = shortDay(Date.parse(`${day.day}T00:00:00Z`), 'UTC');
  const [now, before] = [money(day.revenueMinor, currency), money(weekBefore.revenueMinor, currency)];
  return html`<a href="/console/figures">${msg(str`${name}: orders ${count(day.orders)}, ${now}; a week before ${before}`)}</a>`;
}
