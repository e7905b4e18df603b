import type { Client } from '@rapport/client';

let client: Client | null = null;
let wanted: (() => void) | undefined;
const waiting = new Set<(client: Client) => void>();

/** Gives all elements of this page their client. Called once by the script tag, or by whoever uses the elements alone. `unlessThere`: one that is there already stays. */
export const provideClient = (given: Client, unlessThere?: boolean): void => {
  if (unlessThere && client) return;
  client = given;
  for (const tell of waiting) tell(given);
};

/** Calls `start`, once, when an element wants a client and there is none. */
export const onWanted = (start: () => void): void => {
  if (waiting.size) start();
  else wanted = start;
};

/** Calls `tell` with the page's client, now or when there is one, and again if it is replaced. Gives back how to stop. */
export const whenClient = (tell: (client: Client) => void): (() => void) => {
  waiting.add(tell);
  if (client) tell(client);
  else wanted?.();
  wanted = undefined;
  return () => waiting.delete(tell);
};
