/**
 * Waits for work so long and no longer. The work itself goes on; only nobody waits for it any more.
 * @throws Error when there is no answer by then, and whatever the work throws
 */
export async function patiently<T>(work: PromiseLike<T>, mostMs: number): Promise<T> {
  const stop = new AbortController();
  const late = scheduler.wait(mostMs, { signal: stop.signal }).then(
    () => {
      throw new Error(`no answer within ${mostMs} ms`);
    },
    // Stopped because the answer is there: nobody waits for this any more.
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
