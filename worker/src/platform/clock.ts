/**
 * The one clock. Everything that asks for the time asks here, so that a test can move it and the whole product moves with it.
 * The offset lives in the isolate; only the test configuration has a door that sets it.
 */
let offsetMs = 0;

/** The present moment, in ms since 1970, moved by the offset. */
export const now = (): number => Date.now() + offsetMs;

/** Moves the clock by `ms` (whole ms, either way) against the machine's. Agendas have to be armed again afterwards. */
export const setOffset = (ms: number): void => {
  if (!Number.isSafeInteger(ms)) throw new RangeError('A clock offset is a whole number of milliseconds');
  offsetMs = ms;
};

/** By how many ms the clock runs ahead of the machine's. */
export const offset = (): number => offsetMs;

/** The moment on the machine's clock at which this clock will show `atMs`: what `setAlarm` wants. */
export const realTime = (atMs: number): number => atMs - offsetMs;

/** The machine's own clock: for how long something took and how old a cache is. Never for the shop's time, which `now` tells. */
export const machineNow = (): number => Date.now();
