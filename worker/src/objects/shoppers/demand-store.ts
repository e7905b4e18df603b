import type { Sought } from '@rapport/domain/watches';

/** People of one piece, and what they looked for in vain. */
export interface DemandPiece {
  readonly sought: Sought[];
  readonly last: string | null;
}

/** What people wished for, and what they searched for without an answer; some people at a time, by id. Only a question of the owner's walks over everybody. */
export const demandPiece = (sql: SqlStorage, after: string, people: number): DemandPiece => {
  const ids = sql
    .exec<{ id: string }>("SELECT id FROM shopper WHERE id > ? AND state = 'live' ORDER BY id LIMIT ?", after, people)
    .toArray()
    .map(({ id }) => id);
  const last = ids.at(-1);
  if (last === undefined) return { sought: [], last: null };
  const wished = sql
    .exec<{ shopper: string; query: string; ceiling: number | null; at_ms: number }>(
      `SELECT shopper, query, filters ->> '$.maxPriceMinor' AS ceiling, created_at_ms AS at_ms FROM watch
       WHERE shopper > ? AND shopper <= ? AND kind = 'search' AND paused = 0`,
      after,
      last,
    )
    .toArray()
    .map(({ shopper, query, ceiling, at_ms }): Sought => ({ shopper, query, wished: true, ceilingMinor: ceiling, lastAtMs: at_ms }));
  const missed = sql
    .exec<{ shopper: string; query: string; at_ms: number }>(
      `SELECT shopper, detail ->> '$.query' AS query, max(at_ms) AS at_ms FROM event
       WHERE shopper > ? AND shopper <= ? AND name = 'search' AND detail ->> '$.resultsCount' = 0 AND detail ->> '$.query' IS NOT NULL GROUP BY shopper, query`,
      after,
      last,
    )
    .toArray()
    .map(({ shopper, query, at_ms }): Sought => ({ shopper, query, wished: false, ceilingMinor: null, lastAtMs: at_ms }));
  return { sought: [...wished, ...missed], last: ids.length === people ? last : null };
};
