import { locate } from '../platform/locate.ts';

/** An object as what it can be asked: a stub, typed by the port that the callee implements. */
export const port = async <T>(namespace: DurableObjectNamespace, parts: readonly string[]): Promise<T> =>
  (await locate(namespace, parts)) as unknown as T;
