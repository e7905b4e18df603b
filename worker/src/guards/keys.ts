import { keyed, same } from '../platform/hash.ts';

const SHOP_ID = /^s[0-9a-z]{15}$/;

/** The publishable key of a shop; made from the worker's secret, so that it verifies itself without a look-up (law 7). */
export const publishableKey = async (secret: string, shopId: string): Promise<string> =>
  `pk_${shopId}_${(await keyed(secret, `pk:${shopId}`)).slice(0, 22)}`;

/** The one-time set-up token of a shop. */
export const setupToken = async (secret: string, shopId: string): Promise<string> => `setup_${shopId}_${await keyed(secret, `setup:${shopId}`)}`;

/** The shop that a key names, when it has the form `<prefix>_<shop>_<rest>`; nothing is verified yet. */
export const shopInKey = (prefix: 'pk' | 'sk' | 'setup', key: string): string | null => {
  const [head, shopId, rest] = key.split('_', 3);
  return head === prefix && shopId !== undefined && rest !== undefined && SHOP_ID.test(shopId) ? shopId : null;
};

/** The shop of a publishable key that is really ours, else null. */
export const verifyPublishable = async (secret: string, key: string): Promise<string | null> => {
  const shopId = shopInKey('pk', key);
  return shopId !== null && same(key, await publishableKey(secret, shopId)) ? shopId : null;
};

/** The shop of a set-up token that is really ours, else null. */
export const verifySetup = async (secret: string, token: string): Promise<string | null> => {
  const shopId = shopInKey('setup', token);
  return shopId !== null && same(token, await setupToken(secret, shopId)) ? shopId : null;
};
