/** Numbers, money and moments in the console's language; moments in the shop's time zone. */
import { exponentOf } from '@rapport/domain/points';
import { getLocale } from './locale.ts';

/** Minor units as money: 4000 EUR is “€40.00”. */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(getLocale(), { style: 'currency', currency });
  return format.format(minor / 10 ** exponentOf(currency));
}

/** A whole number with the language's separators. */
export function count(value: number): string {
  return new Intl.NumberFormat(getLocale()).format(value);
}

/** A part of a whole, 0 to 1: “4.2%”. */
export function share(part: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 1 }).format(part);
}

/** Bytes as a person would say them: in kB or MB. */
export function size(sizeBytes: number): string {
  const [value, unit] = sizeBytes < 1e6 ? [Math.max(0.1, sizeBytes / 1e3), 'kilobyte'] : [sizeBytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** Day and time: “3 May 2026, 14:02”. */
export function moment(atMs: number, timeZone: string): string {
  return dates({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }, timeZone).format(atMs);
}

/** A day in full: “Sunday, 3 May 2026”. */
export function day(atMs: number, timeZone: string): string {
  return dates({ dateStyle: 'full' }, timeZone).format(atMs);
}

/** A day, short: “3 May 2026”. */
export function shortDay(atMs: number, timeZone: string): string {
  return dates({ dateStyle: 'medium' }, timeZone).format(atMs);
}

/** Time of day: “14:02”. */
export function clock(atMs: number, timeZone: string): string {
  return dates({ timeStyle: 'short', hourCycle: 'h23' }, timeZone).format(atMs);
}

/** A length of time in the largest unit that fits: “5 minutes”, “3 days”. */
export function duration(lengthMs: number): string {
  const [unit, unitMs] = STEPS.find(([, stepMs]) => lengthMs >= stepMs) ?? (['minute', 60_000] as const);
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(1, Math.round(lengthMs / unitMs)));
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** The days of a week by their short names, Monday first. */
export const weekdays = (): readonly string[] =>
  Array.from({ length: 7 }, (_, at) => dates({ weekday: 'short' }, 'UTC').format(Date.UTC(2024, 0, at + 1)));

/** How long ago, in the largest unit that fits: “3 minutes ago”. */
export function ago(atMs: number, nowMs: number): string {
  const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
  const ageMs = Math.max(0, nowMs - atMs);
  const step = STEPS.find(([, lengthMs]) => ageMs >= lengthMs);
  return step ? words.format(-Math.floor(ageMs / step[1]), step[0]) : words.format(0, 'second');
}

/** A language by its own name: `zh-Hant` is “繁體中文”. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}

/** A currency with its code first: “EUR Euro”. */
export function currencyName(code: string): string {
  return `${code} ${new Intl.DisplayNames([getLocale()], { type: 'currency' }).of(code) ?? ''}`.trim();
}

function dates(form: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(regional(), { ...form, timeZone });
  } catch (error) {
    // A zone that this browser doesn't know must not take the page down: then the moments are in UTC, and say so nowhere but here.
    if (error instanceof RangeError) return new Intl.DateTimeFormat(regional(), { ...form, timeZone: 'UTC' });
    throw error;
  }
}

/** `en` alone writes 5/3/2026; the console's English puts the day first. */
function regional(): string {
  return getLocale() === 'en' ? 'en-GB' : getLocale();
}
