import type { OfferCalendar } from '@rapport/protocol';
import { dayBegins, dayEnds, shopDay } from './shop-day.ts';

/** When an offer runs, as it is typed: days and times of the shop's clock. */
export interface WhenText {
  readonly from: string;
  readonly until: string;
  readonly weekdays: readonly string[];
  readonly hoursFrom: string;
  readonly hoursTo: string;
  /** As in `03-01 to 05-31, 12-20 to 01-06`. */
  readonly seasons: string;
}

export const ANY_TIME: WhenText = { from: '', until: '', weekdays: [], hoursFrom: '', hoursTo: '', seasons: '' };

export const whenText = ({ fromMs, untilMs, weekdays, hours, seasons }: OfferCalendar, timeZone: string): WhenText => ({
  from: fromMs === null ? '' : shopDay(fromMs, timeZone),
  until: untilMs === null ? '' : shopDay(untilMs - 1, timeZone),
  weekdays: weekdays.map(String),
  hoursFrom: hours?.from ?? '',
  hoursTo: hours?.to ?? '',
  seasons: seasons.map(({ from, to }) => `${from} – ${to}`).join(', '),
});

const SEASON = /^(\d\d-\d\d)\s*(?:–|—|-|~|to|至|到)\s*(\d\d-\d\d)$/;
const isDay = (day: string): boolean => /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day);

/** The calendar; names of what can't be read are added to `wrong`. A day that wasn't touched keeps its hour, which the form doesn't show. */
export function readWhen(text: WhenText, timeZone: string, before: OfferCalendar | null, wrong: Set<string>): OfferCalendar {
  const known = before && whenText(before, timeZone);
  const fromMs = text.from === '' ? null : known?.from === text.from ? (before?.fromMs ?? null) : dayBegins(text.from, timeZone);
  const untilMs = text.until === '' ? null : known?.until === text.until ? (before?.untilMs ?? null) : dayEnds(text.until, timeZone);
  if (fromMs !== null && untilMs !== null && fromMs >= untilMs) wrong.add('until');
  const hasHours = text.hoursFrom !== '' || text.hoursTo !== '';
  if (hasHours && (text.hoursFrom === '' || text.hoursTo === '' || text.hoursFrom === text.hoursTo)) wrong.add('hoursTo');
  const seasons = text.seasons
    .split(/[,，、\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => {
      const [, from = '', to = ''] = SEASON.exec(part) ?? [];
      if (!isDay(from) || !isDay(to)) wrong.add('seasons');
      return [{ from, to }];
    });
  if (seasons.length > 6) wrong.add('seasons');
  return {
    fromMs,
    untilMs,
    weekdays: text.weekdays.map(Number).toSorted((a, b) => a - b),
    hours: hasHours ? { from: text.hoursFrom, to: text.hoursTo } : null,
    seasons,
  };
}
