/** Values that a statement may bind, in production as on one machine. */
const MOST = 100;

/** What a statement binds beside its rows. */
export interface GroupOptions {
  /** Values that all rows share: bound first, as `?1`, `?2` and so on. */
  readonly shared?: readonly SqlStorageValue[];
  /** Whether each row begins with the shared ones. */
  readonly within?: boolean;
}

/**
 * Runs a statement for many rows: it gets `(?1, ?2), (?3, ?4)` to put behind VALUES, and the values in that order, as many rows at a time as may be bound.
 * The last rows go in halving groups, so that few different statements have to be prepared.
 */
export function inGroups(
  rows: readonly (readonly SqlStorageValue[])[],
  run: (places: string, values: readonly SqlStorageValue[]) => void,
  { shared = [], within = false }: GroupOptions = {},
): void {
  const width = rows[0]?.length ?? 0;
  if (width === 0) return;
  let size = Math.max(1, Math.floor((MOST - shared.length) / width));
  for (let from = 0; from < rows.length; from += size) {
    while (size > 1 && from + size > rows.length) size = Math.ceil(size / 2);
    const values: SqlStorageValue[] = [...shared];
    for (let at = from; at < from + size; at += 1) values.push(...(rows[at] ?? []));
    run(placesFor(size, width, shared.length, within), values);
  }
}

const known = new Map<string, string>();

const placesFor = (rows: number, width: number, shared: number, within: boolean): string => {
  const key = `${rows} ${width} ${shared} ${within}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const places = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => `?${from + at + 1}`);
  const lead = within ? places(0, shared) : [];
  const text = Array.from({ length: rows }, (_, at) => `(${[...lead, ...places(shared + at * width, width)].join(', ')})`).join(', ');
  known.set(key, text);
  return text;
};

/** Rows that share something, together: so that it is bound once for all of them. */
export function* sharing<T>(all: readonly T[], what: (one: T) => readonly SqlStorageValue[]): Generator<[readonly SqlStorageValue[], readonly T[]]> {
  const groups = new Map<string, [readonly SqlStorageValue[], T[]]>();
  let last: [readonly SqlStorageValue[], T[]] | undefined;
  for (const one of all) {
    const shared = what(one);
    // Most share it with the one before them, which is cheaper to see than to look up.
    if (last === undefined || !isSame(last[0], shared)) {
      const key = JSON.stringify(shared);
      last = groups.get(key) ?? [shared, []];
      groups.set(key, last);
    }
    last[1].push(one);
  }
  yield* groups.values();
}

const isSame = (some: readonly SqlStorageValue[], others: readonly SqlStorageValue[]): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at]);
