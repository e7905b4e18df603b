/** What `console-pick` can look for. */
import type { Api } from '../api.ts';
import { getLocale } from '../locale.ts';
import type { Pickable } from './pick.ts';
import { kindName, shopperName } from './shopper-words.ts';

/** So many are offered at a time; who wants another one writes more words. */
const OFFERED = 6;

/** Products, by the words that the catalogue finds them by. */
export const findProducts =
  (api: Api) =>
  async (query: string): Promise<readonly Pickable[]> => {
    const { products } = await api.products(query, null);
    const pick = (texts: Readonly<Record<string, string>>): string => texts[getLocale()] ?? texts[''] ?? Object.values(texts)[0] ?? '';
    return products.slice(0, OFFERED).map(({ id, title, brand }) => ({ id, name: pick(title) || id, more: pick(brand) }));
  };

/** People, by name or address. */
export const findShoppers =
  (api: Api) =>
  async (query: string): Promise<readonly Pickable[]> => {
    const { shoppers } = await api.shoppers(query, null);
    return shoppers.slice(0, OFFERED).map((shopper) => ({ id: shopper.id, name: shopperName(shopper), more: kindName(shopper.kind) }));
  };
