import type * as z from 'zod';
import type { AppContext } from './context.ts';
import { Problem } from '../platform/problem.ts';
import { LIMITS } from '@rapport/protocol/wire';

const MEDIA = /^(application\/json|text\/plain)(;\s*charset=utf-8)?$/i;

const issuesOf = (error: z.ZodError) => error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));

/** A JSON body is here within this time: whoever sends it byte by byte would hold a place that others wait for. */
const BODY_MS = 15_000;

/** The parts of a body as they come, all of them within the time. @throws {Problem} too-slow · invalid-body when its sender breaks off */
export async function* inTime(stream: ReadableStream<Uint8Array> | null, withinMs: number): AsyncGenerator<Uint8Array> {
  if (!stream) return;
  const reader = stream.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<'late'>((late) => {
    timer = setTimeout(() => late('late'), withinMs);
  });
  try {
    for (;;) {
      const read = await Promise.race([reader.read().catch(brokenOff), isLate]);
      if (read === 'late') throw new Problem('too-slow', { retryAfterMs: 1_000 });
      if (read.done) return;
      yield read.value;
    }
  } finally {
    clearTimeout(timer);
    // What is left of a body that isn't wanted any more is not read; that its sender doesn't hear of it is theirs.
    reader.cancel().catch(() => undefined);
  }
}

const brokenOff = (): never => {
  throw new Problem('invalid-body', { detail: 'The body broke off.' });
};

/**
 * What is read of a body that is too large, and thrown away, so that its sender hears why: a connection that is closed over somebody who still writes loses the answer.
 * A body beyond that is cut off.
 */
const SPILL_BYTES = 4 * 1024 * 1024;

/** Keeps at most `maxBytes` of a body, whatever its Content-Length claims. @throws {Problem} too-large · too-slow · invalid-body */
export const readBytes = async (c: AppContext, maxBytes: number): Promise<Uint8Array> => {
  if (Number(c.req.header('Content-Length') ?? 0) > maxBytes + SPILL_BYTES) throw new Problem('too-large');
  let parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of inTime(c.req.raw.body, BODY_MS)) {
    sizeBytes += part.byteLength;
    if (sizeBytes > maxBytes + SPILL_BYTES) throw new Problem('too-large');
    if (sizeBytes <= maxBytes) parts.push(part);
    else parts = [];
  }
  if (sizeBytes > maxBytes) throw new Problem('too-large');
  const whole = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
};

/**
 * A JSON body of the given form. Pages send it as text/plain, which spares them a preflight.
 * @throws {Problem} wrong-media-type · too-large · invalid-body, with what is wrong where, never with the value
 */
export const body = async <S extends z.ZodType>(c: AppContext, schema: S, maxBytes: number = LIMITS.bodyBytes): Promise<z.output<S>> => {
  if (!MEDIA.test(c.req.header('Content-Type') ?? '')) throw new Problem('wrong-media-type');
  return parsed(schema, decoded(await readBytes(c, maxBytes)));
};

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new Problem('invalid-body', { detail: 'This is not JSON in UTF-8.' });
  }
};

/** A text as JSON of the given form. @throws {Problem} invalid-body, with what is wrong where, never with the value */
export const parsed = <S extends z.ZodType>(schema: S, text: string): z.output<S> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words may quote the body; ours must not.
    throw new Problem('invalid-body', { detail: 'This is not JSON in UTF-8.' });
  }
  if (!isSane(value, 0)) throw new Problem('invalid-body', { detail: 'This JSON is nested too deeply or holds text that is not well-formed.' });
  const result = schema.safeParse(value);
  if (!result.success) throw new Problem('invalid-body', { issues: issuesOf(result.error) });
  return result.data;
};

/** A query of the given form. @throws {Problem} invalid-query */
export const query = <S extends z.ZodType>(c: AppContext, schema: S): z.output<S> => {
  const result = schema.safeParse(c.req.query());
  if (!result.success) throw new Problem('invalid-query', { issues: issuesOf(result.error) });
  return result.data;
};

const DEEPEST = 20;

/** Not deeper than any of our schemas, and every text well-formed Unicode without NUL. */
const isSane = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= DEEPEST) return false;
  return Array.isArray(value)
    ? value.every((one) => isSane(one, depth + 1))
    : Object.entries(value).every(([key, one]) => isSane(key, depth) && isSane(one, depth + 1));
};
