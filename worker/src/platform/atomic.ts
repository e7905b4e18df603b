/**
 * All writes of one decision, or none: `storage.transactionSync`, which on its own takes an async callback and silently commits what ran before
 * its first await. Here such a callback is undone and throws (what it does after its await can't be stopped: it is a bug to be fixed).
 * May be nested; an inner one that throws is undone alone.
 */
export const atomic = <T>(storage: DurableObjectStorage, work: () => T): T =>
  storage.transactionSync(() => {
    const result = work();
    if (isPromise(result)) throw new TypeError('atomic() takes no async callback: everything in it has to happen at once');
    return result;
  });

/** Whether a handler has gone on asynchronously. */
export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
