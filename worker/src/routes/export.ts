import type { PersonExport } from '@rapport/protocol';
import type { Env } from '../env.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { now } from '../platform/clock.ts';
import { unwrap } from '../platform/problem.ts';

/**
 * Everything that is held of a person, every table with every column, as it stands in their slice; and the ledgers of those who live on as them, which stay where they were
 * (`shopper` says whose a row is).
 * @throws {Problem} erased · moved
 */
export const everythingOf = async (env: Env, shopId: string, shopper: string): Promise<PersonExport> => {
  const tables: Record<string, Record<string, unknown>[]> = {};
  let page = 0;
  for (;;) {
    const { rows, next } = await onSlice(env, shopId, shopper, (slice, at, id) => slice.readPerson(at, id, page));
    if (rows === null) break;
    (tables[rows.table] ??= []).push(...rows.rows);
    page = next;
  }
  const { people } = unwrap(await (await shopOf(env, shopId)).livingOnAs(shopper));
  for (const gone of people) {
    for (let after = 0; ;) {
      const { rows, through } = await onSlice(env, shopId, gone, (slice, at) => slice.sealedLedger(at, gone, after));
      if (rows.rows.length === 0) break;
      (tables[rows.table] ??= []).push(...rows.rows);
      after = through;
    }
  }
  return { exportedAtMs: now(), shopId, tables };
};

/** What goods cost the shop is the shop's own: such columns, and such entries of what is kept as JSON. */
const COSTS = new Set(['costed_minor', 'margin_minor', 'costs']);

/** The person's own copy: all of it but what goods cost the shop. */
export const ownCopy = (everything: PersonExport): PersonExport => withoutCosts(everything) as PersonExport;

const withoutCosts = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutCosts);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !COSTS.has(name));
  return Object.fromEntries(entries.map(([name, one]) => [name, name === 'detail' && typeof one === 'string' ? inJson(one) : withoutCosts(one)]));
};

const inJson = (detail: string): string => JSON.stringify(withoutCosts(JSON.parse(detail)));
