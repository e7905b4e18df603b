import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limit } from './rate.ts';
import { signature } from './signature.ts';
import { anId, aShop, behind, envOf } from './testing.ts';

afterEach(() => vi.useRealTimers());

const OLD = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NEW = 'whsec_plJ3nmyCDGBKInavdOK15jsl5g0zAbCd';
const ask = behind('/v1/webhooks/:shop/:kind', signature);

const over = (secret: string, body: string | Uint8Array): string => createHmac('sha256', secret).update(body).digest('base64');
const shopify = (secret: string, body: string | Uint8Array): Record<string, string> => ({ 'x-shopify-hmac-sha256': over(secret, body) });
const woo = (secret: string, body: string | Uint8Array): Record<string, string> => ({ 'x-wc-webhook-signature': over(secret, body) });
const standard = (secret: string, body: string, at = new Date()): Record<string, string> => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
});
const send = (
  id: string,
  kind: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  shop = aShop({ webhookSecrets: [NEW, OLD] }),
) => ask(envOf(shop, id), `/v1/webhooks/${id}/${kind}`, { method: 'POST', body, headers });

describe('a delivery', () => {
  it.each([
    ['orders', standard],
    ['shopify', shopify],
    ['woocommerce', woo],
  ] as const)('of %s is let in by the new secret and by the old one, with its body as it came', async (kind, sign) => {
    const body = '{"id":  "抹茶"}';
    for (const secret of [NEW, OLD]) {
      const id = anId();
      expect(await send(id, kind, body, sign(secret, body))).toMatchObject({ status: 200, left: { shop: id, delivery: { kind, text: body } } });
    }
    expect((await send(anId(), kind, body, sign('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', body))).problem).toBe('bad-signature');
    expect((await send(anId(), kind, `${body} `, sign(NEW, body))).problem).toBe('bad-signature');
    expect((await send(anId(), kind, body, {})).problem).toBe('bad-signature');
    expect((await send(anId(), kind, body, sign(NEW, body), aShop())).problem).toBe('bad-signature');
  });

  it('is held to the way of its own kind', async () => {
    const body = '{}';
    for (const [kind, headers] of [
      ['orders', shopify(NEW, body)],
      ['shopify', standard(NEW, body)],
      ['shopify', woo(NEW, body)],
      ['woocommerce', shopify(NEW, body)],
      ['nothing', shopify(NEW, body)],
    ] as const)
      expect([kind, (await send(anId(), kind, body, headers)).problem]).toEqual([kind, 'bad-signature']);
  });

  it('that is old is refused', async () => {
    expect((await send(anId(), 'orders', '{}', standard(NEW, '{}', new Date(Date.now() - 310_000)))).problem).toBe('bad-signature');
  });

  it('that is not UTF-8 is refused, however well it is signed; a mark at its beginning counts as a part of it', async () => {
    const bytes = Uint8Array.from([0x7b, 0xff, 0x7d]);
    expect((await send(anId(), 'shopify', bytes, shopify(NEW, bytes))).problem).toBe('bad-signature');
    const marked = '\ufeff{}';
    expect(await send(anId(), 'shopify', marked, shopify(NEW, marked))).toMatchObject({ status: 200, left: { delivery: { text: marked } } });
  });

  it('to a shop that is not there, or that no shop can be called, is refused like one with a wrong signature', async () => {
    const nobody = aShop({ webhookSecrets: [NEW], refuses: 'unknown-shop' });
    expect((await send(anId(), 'shopify', '{}', shopify(NEW, '{}'), nobody)).problem).toBe('bad-signature');
    const shop = aShop({ webhookSecrets: [NEW] });
    expect((await send('nonsense', 'shopify', '{}', shopify(NEW, '{}'), shop)).problem).toBe('bad-signature');
    expect(shop.asked).toEqual([]);
  });

  it('to a shop that can’t answer just now is to come again', async () => {
    expect((await send(anId(), 'shopify', '{}', shopify(NEW, '{}'), aShop({ refuses: 'moved' }))).problem).toBe('moved');
  });

  it('too large is refused; too many are told to wait', async () => {
    const large = 'x'.repeat(262_145);
    expect((await send(anId(), 'shopify', large, shopify(NEW, large))).problem).toBe('too-large');
    vi.useFakeTimers({ toFake: ['Date'] });
    const id = anId();
    for (let n = 0; n < 5_000; n++) limit('secret', id);
    expect((await send(id, 'shopify', '{}', shopify(NEW, '{}'))).problem).toBe('slow-down');
  });

  it('WooCommerce’s ping is answered without a signature, and so is no other', async () => {
    const ping = await send(anId(), 'woocommerce', 'webhook_id=12', {});
    expect(ping).toMatchObject({ status: 200, left: { taken: null, ignored: 'a ping' } });
    expect((await send(anId(), 'shopify', 'webhook_id=12', {})).problem).toBe('bad-signature');
  });
});
