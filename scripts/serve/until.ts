import { setTimeout as pause } from 'node:timers/promises';

/** How long to ask, how often, and what for (told when the time is up). */
export interface UntilOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
  readonly what?: string;
}

/**
 * Asks again and again until the answer is neither false, null nor undefined, and returns it. A throw counts as "not yet".
 * This is the only way to wait in tests and scripts: for a condition, never for an amount of time.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 25, what = 'the condition' }: UntilOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const giveUpAtMs = performance.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer as Exclude<T, false | null | undefined>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= giveUpAtMs) {
      throw new Error(`Waited ${timeoutMs} ms for ${what}`, lastError === undefined ? {} : { cause: lastError });
    }
    await pause(everyMs);
  }
}
