import { beforeEach, describe, expect, test } from 'vitest';
import type { RapportSelectEvent } from '@rapport/elements';
import type { EmbedOptions } from './options.ts';
import { Site, soon } from './testing/a-site.ts';

beforeEach(() => Site.forget());
/** Leaves until the events are out: the tracker starts after a quiet moment. */
const left = (site: Site): Promise<void> =>
  soon(() => {
    site.leave();
    expect(site.paths()).toContain('POST /v1/events');
  });
const isHearing = (site: Site): Promise<void> => soon(() => expect(Object.hasOwn(site.window.dataLayer ?? [], 'push')).toBe(true));

describe('the script tag', () => {
  test('refuses a secret key, and says what to do', async () => {
    await expect(Site.open({ data: { shop: 'sk_s1_secret' } })).rejects.toThrow(/publishable key/);
  });

  test('a second tag does nothing, quietly', async () => {
    const site = await Site.open();
    const first = site.window.rapport;
    await site.runTag();
    expect(site.window.rapport).toBe(first);
    expect(site.warnings).toEqual([]);
    await left(site);
    expect(site.events().filter((event) => event['name'] === 'page_view')).toHaveLength(1);
  });

  test('replays calls made before it ran, takes calls after, and leaves nonsense alone', async () => {
    const site = await Site.open({ calls: [['track', 'search', { search_term: 'matcha bowl', results_count: 0 }]] });
    site.window.rapport?.push(['track', 'add_to_cart', { items: [{ item_id: 'bowl' }] }], ['nonsense'], ['track']);
    await left(site);
    expect(site.events().map((event) => event['name'])).toEqual(['page_view', 'search', 'add_to_cart']);
    expect(site.complaints).toEqual([]);
  });

  test('the worker is where the script came from, folder included, unless the tag says otherwise', async () => {
    const seen: EmbedOptions[] = [];
    await Site.open({ started: (options) => seen.push(options) });
    await soon(() => expect(seen).toHaveLength(1));
    await Site.open({ data: { host: 'https://api.example/', consent: 'maybe', identity: 'jwt' }, started: (options) => seen.push(options) });
    await soon(() => expect(seen).toHaveLength(2));
    expect(seen).toEqual([
      { shop: 'pk_s1_x', key: 'pk_s1_x', host: 'https://cdn.example/rapport', locale: 'en', consent: 'granted' },
      { shop: 'pk_s1_x', key: 'pk_s1_x', host: 'https://api.example', locale: 'en', consent: 'ask', identity: 'jwt' },
    ]);
  });

  test('answered no: the next page doesn’t ask again, and fetches only what anybody may know', async () => {
    const first = await Site.open({ data: { consent: 'ask' } });
    await soon(() => expect(first.words('rapport-consent')).toContain('May we remember you?'));
    first.button('rapport-consent', 0).click();
    const next = await Site.open({ data: { consent: 'ask' }, html: '<rapport-points></rapport-points>' });
    await soon(() => expect(next.words('rapport-points')).toContain('Every €1 you spend brings 1 point.'));
    expect(next.window.document.querySelector('rapport-consent')).toBeNull();
    expect(next.paths()).toEqual(['GET /v1/config']);
  });

  test('can be asked again, given and taken back by the page', async () => {
    const site = await Site.open({ data: { consent: 'denied' } });
    site.window.rapport?.push(['consent', 'ask']);
    await soon(() => expect(site.words('rapport-consent')).toContain('May we remember you?'));
    site.window.rapport?.push(['consent', 'granted']);
    await soon(() => expect(localStorage.getItem('rapport.consent')).toContain('"granted"'));
    expect(site.words('rapport-consent')).toBe('');
    site.window.rapport?.push(['consent', 'denied']);
    await soon(() => expect(localStorage.getItem('rapport.consent')).toContain('"denied"'));
  });

  test('a wish is consent for that wish: a session for messages, and no events', async () => {
    const site = await Site.open({ data: { consent: 'ask' }, html: '<rapport-watch query="matcha bowl"></rapport-watch>' });
    await soon(() => expect(site.words('rapport-watch')).toContain('Tell me when it comes'));
    site.button('rapport-watch').click();
    await soon(() => expect(site.words('rapport-watch')).toContain('We’ll tell you when “matcha bowl” comes.'));
    const consent = { personalisation: 'pending', messages: 'granted', source: 'watch' };
    expect(site.sent.find((one) => one.call === 'POST /v1/session')?.body).toMatchObject({ consent });
    site.leave();
    expect(site.paths()).not.toContain('POST /v1/events');
  });
});

describe('what the page says', () => {
  test('dataLayer is heard from before and after; its view_item outweighs JSON-LD', async () => {
    const site = await Site.open({
      html: '<script type="application/ld+json">{"@type":"Product","productID":"from-json"}</script>',
      dataLayer: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'from-layer' }] } }],
    });
    await isHearing(site);
    site.window.dataLayer?.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'from-layer' }] } });
    await left(site);
    const items = site.events().map((event) => [event['name'], (event['items'] as { productId: string }[] | undefined)?.[0]?.productId]);
    expect(items).toEqual([
      ['page_view', undefined],
      ['view_item', 'from-layer'],
      ['add_to_cart', 'from-layer'],
    ]);
  });

  test('without one, the product of the page’s JSON-LD was viewed', async () => {
    const json = '{"@type":"Product","productID":"bowl","offers":{"price":"48","priceCurrency":"EUR"}}';
    const site = await Site.open({ html: `<script type="application/ld+json">${json}</script>` });
    await left(site);
    expect(site.events()[1]).toMatchObject({ name: 'view_item', items: [{ productId: 'bowl', priceMinor: 4800 }] });
  });

  test('a recommended product that was chosen is reported with its answer', async () => {
    const site = await Site.open();
    await isHearing(site);
    const chosen: Partial<RapportSelectEvent> = { productId: 'bowl', recommendationId: 'q1', placement: 'for-you' };
    site.window.document.dispatchEvent(Object.assign(new site.window.Event('rapport-select'), chosen));
    await left(site);
    expect(site.events()).toContainEqual(expect.objectContaining({ name: 'select_item', items: [{ productId: 'bowl' }], recommendationId: 'q1' }));
  });
});

describe('components', () => {
  test('come to life when their tag is seen, also later, with one call for the shopper', async () => {
    const site = await Site.open();
    const { document } = site.window;
    document.body.append(document.createElement('rapport-points'), document.createElement('rapport-points'));
    await soon(() => expect(site.words('rapport-points:last-child')).toContain('340 points'));
    expect(site.paths().filter((path) => path === 'GET /v1/me')).toHaveLength(1);
  });

  test('have one call for all that is on the page, rows of products and offers too, from a person’s first view on', async () => {
    const site = await Site.open({
      html: '<rapport-points></rapport-points><rapport-recommendations product="bowl" placement="similar"></rapport-recommendations><rapport-offers></rapport-offers>',
    });
    await soon(() => expect(site.words('rapport-points')).toContain('340 points'));
    await soon(() =>
      expect(site.sent.find(({ call }) => call === 'POST /v1/me/page')?.body).toMatchObject({
        rows: [{ placement: 'similar', product: 'bowl' }],
        offers: [{ placement: 'banner' }],
      }),
    );
    expect(site.paths().filter((path) => path.includes('/v1/me'))).toEqual(['POST /v1/me/page']);
  });

  test('live without the tracker where that is blocked, and nothing complains', async () => {
    const site = await Site.open({
      html: '<rapport-points></rapport-points>',
      calls: [['track', 'search', { search_term: 'x' }]],
      isTrackerBlocked: true,
    });
    await soon(() => expect(site.words('rapport-points')).toContain('Every €1 you spend brings 1 point.'));
    expect(site.complaints).toEqual([]);
  });
});
