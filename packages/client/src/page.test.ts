import { expect, test, vi } from 'vitest';
import { askOffers } from './calls/offers.ts';
import type { ClientSession } from './options.ts';
import { aClient, aView } from './testing/a-client.ts';

// What comes along with the view of a page.

test('rows of the page come along with the view, each is given once, and one that could not be had is asked for by itself', async () => {
  const row = { recommendationId: 'q1', items: [] };
  const shown = [
    { placement: 'for-you', count: 4, product: '' },
    { placement: 'similar', count: 99, product: 'bowl' },
  ] as const;
  const { client, called, calls } = aClient(
    { 'POST /v1/me/page': { ...aView(), rows: [row, null], offers: [] }, 'GET /v1/me/recommendations': { recommendationId: 'q2', items: [] } },
    { rows: () => shown },
  );
  const [first, other] = await Promise.all([client.recommendations('for-you', 4, ''), client.recommendations('similar', 99, 'bowl')]);
  expect(called[0]?.body).toEqual({
    rows: [
      { placement: 'for-you', count: 4, locale: 'en-GB' },
      { placement: 'similar', product: 'bowl', count: 24, locale: 'en-GB' },
    ],
    offers: [],
  });
  expect([first.recommendationId, other.recommendationId, client.standing]).toEqual(['q1', 'q2', 'known']);
  expect((await client.recommendations('for-you', 4)).recommendationId).toBe('q2');
  expect(calls()).toEqual(['POST /v1/me/page', 'GET /v1/me/recommendations', 'GET /v1/me/recommendations']);
});

test('for another person the rows come along anew; a page that shows none asks for the view alone', async () => {
  const shown = [{ placement: 'for-you', count: 4 }] as { placement: 'for-you'; count: number }[];
  let id = 0;
  const { client, calls } = aClient(
    { 'POST /v1/me/page': () => ({ ...aView(), rows: [{ recommendationId: `q${++id}`, items: [] }], offers: [] }), 'GET /v1/me': aView() },
    { rows: () => shown },
  );
  await client.load();
  void client.reload();
  expect((await client.recommendations('for-you', 4)).recommendationId).toBe('q2');
  shown.pop();
  await client.reload();
  expect(calls()).toEqual(['POST /v1/me/page', 'POST /v1/me/page', 'GET /v1/me']);
});

test('offers come along with the view as well; for another person, or another basket, they are asked for anew', async () => {
  const came = { offers: [{ id: 'here' }], currency: 'EUR' };
  const asked = { offers: [{ id: 'later' }], currency: 'EUR' };
  const session = vi.fn<() => Promise<ClientSession>>(async () => ({ token: 'token-1' }));
  const { client, called, calls } = aClient(
    { 'POST /v1/me/page': { ...aView(), rows: [], offers: [came, came] }, 'GET /v1/me/offers': asked },
    {
      session,
      offers: () => [
        { placement: 'banner', product: '', basket: null },
        { placement: 'cart', basket: 3_800 },
      ],
    },
  );
  await client.load();
  expect(called[0]?.body).toEqual({ rows: [], offers: [{ placement: 'banner' }, { placement: 'cart', basketMinor: 3_800 }] });
  expect(await askOffers(client, { placement: 'banner' })).toEqual(came);
  expect(await askOffers(client, { placement: 'banner' })).toEqual(asked);
  expect(await askOffers(client, { placement: 'cart', basket: 4_000 })).toEqual(asked);
  // Somebody else, whose view came with their token: what was brought for the one before is not theirs.
  session.mockResolvedValue({ token: 'token-2', view: aView() });
  await client.reload();
  expect(await askOffers(client, { placement: 'cart', basket: 3_800 })).toEqual(asked);
  expect(calls()).toEqual(['POST /v1/me/page', ...Array.from({ length: 3 }, () => 'GET /v1/me/offers')]);
});
