import { msg } from '@lit/localize';
import type { TemplateResult } from 'lit';
import { selectField } from './field.ts';

const HOUR_MS = 3_600_000;

/** How long something old goes on beside its successor: what is usual, the day first. */
export function overlapField(name: string, value: number, onChange: (overlapMs: number) => void): TemplateResult {
  return selectField({
    name,
    label: msg('The old one'),
    value: String(value),
    options: [
      [String(24 * HOUR_MS), msg('goes on for a day')],
      [String(HOUR_MS), msg('goes on for an hour')],
      [String(7 * 24 * HOUR_MS), msg('goes on for seven days')],
      ['0', msg('stops at once')],
    ],
    onChange: (chosen) => onChange(Number(chosen)),
  });
}

/** What is chosen unless somebody chooses otherwise: a day, in ms. */
export const USUAL_OVERLAP_MS = 24 * HOUR_MS;
