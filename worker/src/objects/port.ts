import { locate } from '../platform/locate.ts';

/** An object as what it can be asked: a stub, typed by the port that the callee implements. */
export const port = async <T>(namespace: DurableObjectNamespace, parts: readonly string[]): Promise<T> =>
  (await locate(namespace, parts)) as unknown as T;

/** Another object refused; what was under way is tried again later, from its first unfinished step. */
export class Stopped extends Error {}

/**
 * The good answer of another object.
 * @throws {Stopped} with the code of the refusal
 */
export const must = <A extends { readonly ok: boolean }>(answer: A): Extract<A, { readonly ok: true }> => {
  if (!answer.ok) throw new Stopped((answer as unknown as { problem: string }).problem);
  return answer as Extract<A, { readonly ok: true }>;
};
