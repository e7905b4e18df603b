import type { PersonExport } from '@rapport/protocol';
import type { Env } from '../env.ts';
import { onSlice } from '../guards/doors.ts';
import { now } from '../platform/clock.ts';

/**
 * Everything that is held of a person, every table with every column, as it stands in their slice.
 * @throws {Problem} erased · moved
 */
export const everythingOf = async (env: Env, shopId: string, shopper: string): Promise<PersonExport> => {
  const tables: Record<string, Record<string, unknown>[]> = {};
  let page = 0;
  for (;;) {
    const { rows, next } = await onSlice(env, shopId, shopper, (slice, at, id) => slice.readPerson(at, id, page));
    if (rows === null) break;
    tables[rows.table] = [...(tables[rows.table] ?? []), ...rows.rows];
    page = next;
  }
  return { exportedAtMs: now(), shopId, tables };
};
