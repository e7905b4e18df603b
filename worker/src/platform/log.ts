import { now } from './clock.ts';

/** What may be logged: plain values. Nothing nested, so that nobody logs a shopper or a body by handing the whole thing over. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>> & { readonly event?: never; readonly atMs?: never };

/** One log line as JSON: time, event, then the fields, none of them left out (JSON has no NaN or Infinity: they become text). */
export const logLine = (event: string, fields: LogFields): string =>
  JSON.stringify({ atMs: now(), event, ...fields }, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );

/** Writes one JSON line: `log('events.taken', { shop, count, ms })`. noun.past-verb, units in the names; no shopper id, no address, no body. */
export const log = (event: string, fields: LogFields): void => {
  // oxlint-disable-next-line no-console -- the only place that may
  console.log(logLine(event, fields));
};

/** What kind of error it was, for a log: its name, never its message, which may hold what somebody sent. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
