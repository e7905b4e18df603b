import { DeliveryKind, LIMITS } from '@rapport/protocol';
import { createMiddleware } from 'hono/factory';
import type { App, AppContext } from './context.ts';
import { doorOf } from './doors.ts';
import { shopInKey } from './keys.ts';
import { limit } from './rate.ts';
import { readBytes } from './schema.ts';
import { isSignedBody } from '../connectors/body-signature.ts';
import { isSignedByStandard } from '../connectors/standard-webhooks.ts';
import { isPing } from '../connectors/woocommerce-order.ts';
import { Problem } from '../platform/problem.ts';

/** The header of a kind whose signature is over the body alone. */
const HEADER = { shopify: 'X-Shopify-Hmac-Sha256', woocommerce: 'X-WC-Webhook-Signature' } as const;

/**
 * Lets in a delivery that the shop's own system signed. Shop and kind come from the address and nothing from a header that isn't signed; the bytes are checked
 * as they came. A shop that isn't there, a kind that isn't there and a signature that doesn't hold are one and the same answer.
 * @throws {Problem} bad-signature · too-large · slow-down
 */
export const signature = createMiddleware<App>(async (c, next) => {
  const kind = DeliveryKind.safeParse(c.req.param('kind')).data;
  const bytes = await readBytes(c, LIMITS.bodyBytes);
  const text = textOf(bytes);
  if (kind === undefined || text === null) throw new Problem('bad-signature');
  if (kind === 'woocommerce' && isPing(text)) return c.json({ taken: null, ignored: 'a ping' });
  const door = await knownDoor(c, c.req.param('shop') ?? '');
  if (!door || !(await anyHolds(c, kind, door.webhookSecrets, bytes, text))) throw new Problem('bad-signature');
  limit('secret', door.shopId);
  c.set('door', door);
  c.set('delivery', { kind, text });
  return next();
});

const anyHolds = async (c: AppContext, kind: DeliveryKind, secrets: readonly string[], bytes: Uint8Array, text: string): Promise<boolean> => {
  const header = (name: string): string | null => c.req.header(name) ?? null;
  const standard = { id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') };
  for (const secret of secrets) {
    if (kind === 'orders' ? isSignedByStandard(secret, text, standard) : await isSignedBody(secret, bytes, header(HEADER[kind]))) return true;
  }
  return false;
};

const knownDoor = async (c: AppContext, shopId: string): Promise<App['Variables']['door'] | null> => {
  if (shopInKey('pk', `pk_${shopId}_x`) === null) return null;
  try {
    return await doorOf(c.env, shopId);
  } catch (error) {
    if (error instanceof Problem && error.code === 'unknown-shop') return null;
    throw error;
  }
};

/** The bytes as text, each byte counting: null where they aren't UTF-8, so that no two bodies read alike. */
const textOf = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
