import type { Summary, Taste } from '@rapport/domain/knowing';

type Row = Record<string, SqlStorageValue>;

/** Each column of a summary with where it stands in the object; consent is one thing there and two columns here. */
export const PLAIN = {
  kind: 'kind',
  stage: 'stage',
  orders: 'orders',
  spent_minor: 'spentMinor',
  layer: 'layer',
  layer_since_ms: 'layerSinceMs',
  layer_before: 'layerBefore',
  costed_minor: 'costedMinor',
  margin_minor: 'marginMinor',
  last_price_rise_at_ms: 'lastPriceRiseAtMs',
  last_order_at_ms: 'lastOrderAtMs',
  last_seen_at_ms: 'lastSeenAtMs',
  value_minor: 'valueMinor',
  value_decile: 'valueDecile',
  alive: 'alive',
  expected_orders: 'expectedOrders',
  recency: 'recency',
  frequency: 'frequency',
  money: 'money',
  rfm: 'rfm',
  points: 'points',
  points_pending: 'pointsPending',
  visits: 'visits',
  views: 'views',
  searches: 'searches',
  baskets: 'baskets',
  wishes: 'wishes',
  messages: 'messages',
  refunds: 'refunds',
  open_complaints: 'openComplaints',
  first_seen_at_ms: 'firstSeenAtMs',
  joined_at_ms: 'joinedAtMs',
  stage_since_ms: 'stageSinceMs',
  first_order_at_ms: 'firstOrderAtMs',
  last_refund_at_ms: 'lastRefundAtMs',
  last_view_at_ms: 'lastViewAtMs',
  last_basket_at_ms: 'lastBasketAtMs',
  open_wish_since_ms: 'openWishSinceMs',
  last_message_at_ms: 'lastMessageAtMs',
  last_undelivered_at_ms: 'lastUndeliveredAtMs',
  gap_ms: 'gapMs',
  last_gap_ms: 'lastGapMs',
  gap_before_ms: 'gapBeforeMs',
  again: 'again',
  mean_minor: 'meanMinor',
  locale: 'locale',
} as const satisfies Record<string, keyof Summary>;
export const PLAIN_COLUMNS = Object.keys(PLAIN) as (keyof typeof PLAIN)[];

/** A row of `audience` as what it means. */
export const summaryOf = (row: Row): Summary => {
  const summary: Record<string, unknown> = { consent: { personalisation: row['personalisation'], messages: row['may_message'] } };
  for (const column of PLAIN_COLUMNS) summary[PLAIN[column]] = row[column] ?? null;
  return summary as unknown as Summary;
};

/** A row of `taste` as what it means. */
export const tasteOf = (row: { likes: string; profile: string; lists: string; interests: string }): Taste => ({
  likes: JSON.parse(row.likes) as string[],
  profile: JSON.parse(row.profile) as Taste['profile'],
  lists: JSON.parse(row.lists) as string[],
  interests: JSON.parse(row.interests) as Taste['interests'],
});
