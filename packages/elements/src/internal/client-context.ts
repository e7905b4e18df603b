import type { Client } from '@rapport/client';

let client: Client | null = null;
const waiting = new Set<(client: Client) => void>();

/** Gives all elements of this page their client. Called once by the script tag, or by whoever uses the elements alone. */
export const provideClient = (given: Client): void => {
  client = given;
  for (const tell of waiting) tell(given);
};

/** Calls `tell` with the page's client, now or when there is one, and again if it is replaced. Gives back how to stop. */
export const whenClient = (tell: (client: Client) => void): (() => void) => {
  waiting.add(tell);
  if (client) tell(client);
  return () => waiting.delete(tell);
};
