/** One call of the demo's shop. */
export interface Asked {
  /** What stands in the path where the route says `{id}`. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** What was sent; {} for nothing. */
  readonly body: unknown;
}

/** Why the demo's shop says no: a code of `PROBLEMS`, whose list would weigh on every page if it were loaded here. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    this.status = status;
    this.code = code;
  }
}
/** There is no such thing, or no such call. */
export const NOT_FOUND = new Refusal(404, 'not-found');
/** The body says nothing that could be done. */
export const INVALID = new Refusal(400, 'invalid-body');

/** Answers by `METHOD /path`; null where there is nothing to say (204). */
export type Routes = Readonly<Record<string, (asked: Asked) => object | null>>;

/** A body in the words of the protocol, as our own client sends it. */
export const sent = <T>({ body }: Asked): Partial<T> => body as Partial<T>;

/** A page of a list whose newest comes first: what follows after `before`. */
export const pageOf = <T>(
  list: readonly T[],
  { query }: Asked,
  nameOf: (one: T) => string,
): { readonly part: readonly T[]; readonly next: string | null } => {
  const before = query.get('before');
  const from = before === null ? 0 : list.findIndex((one) => nameOf(one) === before) + 1;
  const part = list.slice(from, from + (Number(query.get('limit')) || 50));
  const last = part.at(-1);
  return { part, next: last !== undefined && from + part.length < list.length ? nameOf(last) : null };
};
