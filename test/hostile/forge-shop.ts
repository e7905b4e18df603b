import type { ShopMade } from '@rapport/protocol';
import type { Chance } from '../faults/chance.ts';
import type { House } from '../harness/index.ts';
import { deliver } from './deliveries.ts';
import { forgeries } from './forgeries.ts';
import { printOf } from './ledger.ts';

/** What became of many forged deliveries. */
export interface Forged {
  readonly sent: number;
  /** How those were forged that came in; there must be none. */
  readonly accepted: readonly string[];
  /** Answers that are neither 200 nor a plain refusal. */
  readonly strange: readonly string[];
  readonly ledgerChanges: number;
}

/** Sends forged deliveries to a shop, eight at a time. The forgers know another shop's secret, and may try that shop's address as well. */
export async function forgeShop(house: House, foreign: ShopMade, chance: Chance, count: number): Promise<Forged> {
  const prints = () => Promise.all([printOf(house, house.shop.shopId), printOf(house, foreign.shopId)]);
  const before = await prints();
  const [accepted, strange]: [string[], string[]] = [[], []];
  let sent = 0;
  const victim = { webhookSecret: house.shop.webhookSecret, foreignSecret: foreign.webhookSecret, foreignShopId: foreign.shopId };
  const waiting = forgeries(chance, count, victim);
  const send = async (): Promise<void> => {
    for (const { how, delivery, toShop } of waiting) {
      const response = await deliver(house, delivery, toShop);
      await response.text();
      sent += 1;
      if (response.ok) accepted.push(how);
      else if (![401, 404].includes(response.status)) strange.push(`${how}: ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, send));
  const after = await prints();
  return { sent, accepted, strange, ledgerChanges: before.filter((print, index) => print !== after[index]).length };
}
