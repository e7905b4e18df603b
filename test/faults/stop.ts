import { taken, until, type House } from '../harness/index.ts';

/** From now on holds whoever comes to a place between two steps, `most` of them at the most; null lets everyone go on. A restart forgets it. */
export const holdAt = async (house: House, at: string | null, most = 1_000): Promise<void> =>
  void (await taken(await house.api.page('POST', '/v1/test/hold', { at, most })));

/** Waits until `count` are held there; false when `meanwhile` ended without that: nobody came by. */
export async function areHeld(house: House, meanwhile: Promise<unknown>, count = 1): Promise<boolean> {
  let over = false;
  void meanwhile.finally(() => (over = true));
  return until(
    async () => {
      const { held } = await taken<{ held: number }>(await house.api.page('GET', '/v1/test/held'));
      return held >= count ? { held: true } : over ? { held: held > 0 } : null;
    },
    { everyMs: 5, timeoutMs: 30_000, what: 'somebody to be held' },
  ).then(({ held }) => held);
}

/** How the worker begins its next life. */
export interface NextLife {
  /** Holds from the first moment on whoever comes to this place, after so many have passed. */
  readonly at?: string;
  readonly passes?: number;
  /** How far its clock runs from the machine's. */
  readonly clockMs?: number;
}

/** Kills the worker and starts it again. */
export async function die(house: House, { at, passes = 0, clockMs = 0 }: NextLife = {}): Promise<void> {
  await house.kill9();
  await house.worker.restart({ TEST_HOLD_AT: at === undefined ? '' : `${at}:${passes}`, TEST_CLOCK_OFFSET_MS: String(clockMs) });
}

/** What came of it, an error included: for calls that may die with the worker. */
export const attempt = <T>(call: Promise<T>): Promise<T | Error> =>
  call.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
