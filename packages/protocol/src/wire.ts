/** Paths, headers and limits, without zod, so that a shop's page can import them. */
export const PATHS = {
  config: '/v1/config',
  trending: '/v1/trending',
  session: '/v1/session',
  identify: '/v1/identify',
  events: '/v1/events',
  me: '/v1/me',
  page: '/v1/me/page',
  recommendations: '/v1/me/recommendations',
  hidden: '/v1/me/hidden',
  inbox: '/v1/me/inbox',
  inboxRead: '/v1/me/inbox/read',
  inboxMarks: '/v1/me/inbox/marks',
  watches: '/v1/me/watches',
  redemptions: '/v1/me/redemptions',
  consent: '/v1/me/consent',
  live: '/v1/me/live',
} as const;

/** The WebSocket subprotocol; the shopper token travels as a second one, so that it stands in no URL and no log. */
export const LIVE_PROTOCOL = 'rapport.v1';

/** Header that makes a repeated command have one effect. At most 255 visible ASCII characters. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** Upper bounds that both sides keep. Bytes are of the encoded body. */
export const LIMITS = {
  /** Events in one batch. */
  batchEvents: 100,
  /** A batch as sent by a page: browsers share 64 KiB among all keepalive requests. */
  batchBytes: 52_000,
  /** Any JSON body. */
  bodyBytes: 262_144,
  /** A file for import. */
  importBytes: 64 * 1024 * 1024,
  /** Wishes a shopper may keep. */
  watches: 100,
  /** Characters of a search. */
  queryChars: 200,
  /** An id of the shop's (product, order, customer). */
  idChars: 128,
  /** Rows of one page of a list. */
  pageRows: 100,
  /** Products of one recommendation row. */
  recommendations: 24,
  /** Such rows that come along with the view of a page. */
  pageRecommendations: 4,
  /** Places for offers that come along with it. */
  pageOffers: 4,
  /** An event older than this is not taken, in ms (7 days). */
  eventAgeMs: 7 * 86_400_000,
} as const;
