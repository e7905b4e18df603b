import { Temporal } from 'temporal-polyfill';
import type { Bound, Condition } from './condition.ts';

const DAY_MS = 86_400_000;

/** The rule as it stands at a moment in a shop's time zone: days ago and dates become ms. A day begins at the zone's own midnight, or right after a gap in its clock. */
export const bindRule = (condition: Condition, at: { readonly nowMs: number; readonly timeZone: string }): Bound => {
  switch (condition.op) {
    case 'all':
    case 'any':
      return { op: condition.op, of: condition.of.map((one) => bindRule(one, at)) };
    case 'not':
      return { op: 'not', of: bindRule(condition.of, at) };
    case 'compare': {
      const { value } = condition;
      if (typeof value === 'number') return { ...condition, value };
      return { ...condition, value: 'daysAgo' in value ? at.nowMs - Math.round(value.daysAgo * DAY_MS) : beginOf(value.date, at.timeZone) };
    }
    default:
      return condition;
  }
};

/** A day that its month doesn't have (30 February) is the month's last. */
const beginOf = (date: string, timeZone: string): number => {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toZonedDateTime(timeZone).epochMilliseconds;
};
