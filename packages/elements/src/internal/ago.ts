import { day } from './format.ts';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago, in the largest unit that fits; a day without year when it is more than a week. */
export const ago = (atMs: number, nowMs: number, locale: string): string => {
  const ageMs = Math.max(0, nowMs - atMs);
  if (ageMs > 7 * 86_400_000) return day(atMs, nowMs, locale);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const step = STEPS.find(([, sizeMs]) => ageMs >= sizeMs);
  return step ? format.format(-Math.floor(ageMs / step[1]), step[0]) : format.format(0, 'second');
};
