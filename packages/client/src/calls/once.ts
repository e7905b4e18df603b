import { IDEMPOTENCY_KEY } from '@rapport/protocol/wire';
import { type Client, ClientProblem } from '../client.ts';
import type { Call } from '../request.ts';

/** Keys of commands that nobody knows the end of, by client and by what was tapped. */
const openKeys = new WeakMap<Client, Map<string, string>>();

/**
 * Sends a command. A tap that is repeated because no answer came has the same key, so that it counts once. The worker keeps keys by person,
 * so a moment and a number by chance are enough; a page without TLS has no `crypto.randomUUID`.
 * @throws {ClientProblem}
 */
export async function once<T>(client: Client, what: string, call: Omit<Call, 'method' | 'headers' | 'token'>): Promise<T> {
  const open = openKeys.get(client) ?? new Map<string, string>();
  openKeys.set(client, open);
  const key = open.get(what) ?? `${Date.now()}.${Math.random()}`;
  open.set(what, key);
  try {
    const answer = await client.ask<T>({ ...call, method: 'POST', headers: { [IDEMPOTENCY_KEY]: key } });
    open.delete(what);
    return answer;
  } catch (problem) {
    // Refused for good: the next tap is a new one. Unknown: the next tap asks for the same thing again.
    if (problem instanceof ClientProblem && !problem.retryable) open.delete(what);
    throw problem;
  }
}
