import type { Feed, FeedRequest } from '@rapport/protocol';
import { NOW_MS } from './a-shop.ts';

/** A feed that brought nothing new this morning. */
export const aFeed = (change: Partial<Feed> = {}): Feed => ({
  id: 'feed_1',
  url: 'https://morning-mountain.example/feeds/google.xml',
  everyHours: 24,
  askedAtMs: NOW_MS - 3 * 3_600_000,
  outcome: 'unchanged',
  failure: null,
  importId: null,
  ...change,
});

type Answer = (came: { readonly body: string }, id: string) => Response;

/** The routes of feeds: one that is asked for brings the first of the shop's imports at once. */
export const feedRoutes = (
  has: () => { feeds: Feed[]; readonly imports: readonly { readonly id: string }[] },
): readonly (readonly [method: string, path: RegExp, answer: Answer])[] => {
  const brought = (feed: Feed): Feed => ({ ...feed, askedAtMs: NOW_MS, outcome: 'imported', importId: has().imports[0]?.id ?? null });
  return [
    ['GET', /^\/v1\/feeds$/, () => Response.json({ feeds: has().feeds })],
    [
      'POST',
      /^\/v1\/feeds$/,
      ({ body }) => {
        const feed = aFeed({ ...(JSON.parse(body) as FeedRequest), id: 'feed_2', askedAtMs: null, outcome: 'waiting' });
        has().feeds = [...has().feeds, brought(feed)];
        return Response.json(feed, { status: 201 });
      },
    ],
    [
      'POST',
      /^\/v1\/feeds\/(.+)\/fetch$/,
      (_, id) => {
        const feed = has().feeds.find((one) => one.id === id);
        has().feeds = has().feeds.map((one) => (one.id === id ? brought(one) : one));
        return Response.json(feed, { status: 202 });
      },
    ],
    [
      'DELETE',
      /^\/v1\/feeds\/(.+)$/,
      (_, id) => {
        has().feeds = has().feeds.filter((one) => one.id !== id);
        return new Response(null, { status: 204 });
      },
    ],
  ];
};
