import type { House } from '../harness/index.ts';

/** A print of all that is worth money in a shop. Needs a house with a clock of its own: the door behind it is open to tests only. */
export async function printOf(house: House, shopId: string): Promise<string> {
  const response = await fetch(new URL(`/v1/test/ledger/${shopId}`, house.url));
  if (!response.ok) throw new Error(`the ledger's print is not to be had: ${response.status}`);
  return ((await response.json()) as { print: string }).print;
}
