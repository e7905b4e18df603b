import { afterEach, expect, it, vi } from 'vitest';
import { log, logLine } from './log.ts';

afterEach(() => vi.restoreAllMocks());

it('writes one line of JSON for each call', () => {
  const written: unknown[][] = [];
  vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => void written.push(parts));
  log('events.taken', { shop: 's1', count: 3, first: true, why: null });
  expect(written).toHaveLength(1);
  expect(written[0]).toHaveLength(1);
  expect(JSON.parse(String(written[0]?.[0]))).toEqual({
    atMs: expect.any(Number) as number,
    event: 'events.taken',
    shop: 's1',
    count: 3,
    first: true,
    why: null,
  });
});

it('keeps a text with line ends on one line and drops no number', () => {
  const line = logLine('a.b', { text: 'one\ntwo\u2028three', ratio: Number.NaN, most: Number.POSITIVE_INFINITY, none: -0 });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({ text: 'one\ntwo\u2028three', ratio: 'NaN', most: 'Infinity', none: 0 });
});

it('takes plain values only, and leaves the event’s name alone (checked by the compiler)', () => {
  // @ts-expect-error -- an object would carry more than its writer thinks
  logLine('a.b', { shopper: { email: 'x@example.com' } });
  // @ts-expect-error -- a list, too
  logLine('a.b', { ids: ['1'] });
  // @ts-expect-error -- undefined would be dropped
  logLine('a.b', { shop: undefined });
  // @ts-expect-error -- the event is the first argument
  logLine('a.b', { event: 'c.d' });
  expect(logLine('a.b', {})).toContain('"event":"a.b"');
});
