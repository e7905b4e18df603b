import { expect, it } from 'vitest';
import { underSignal } from './gpc.ts';

const yes = { personalisation: 'granted', messages: 'granted', words: 'May we?' } as const;

it.each(['banner', 'watch', 'preferences', 'api'] as const)('leaves a person’s own yes (%s) as it is, and writes the signal beside it', (source) => {
  expect(underSignal({ ...yes, source }, '1')).toEqual({ ...yes, source, gpc: true });
});

it.each(['consent-mode', 'gpc'] as const)('takes the signal for a no where the person has not answered themselves (%s)', (source) => {
  expect(underSignal({ ...yes, source }, '1')).toEqual({
    personalisation: 'denied',
    messages: 'denied',
    source: 'gpc',
    words: 'May we?',
    gpc: true,
  });
});

it.each([undefined, '0', '', 'true', '1, 1'])('changes nothing without the signal (%j)', (signal) => {
  const record = { ...yes, source: 'consent-mode' } as const;
  expect(underSignal(record, signal)).toBe(record);
});
