import type { FollowAnswer, HideRequest, ProductCard, Recommendation, ReminderPatch, Watch, WatchAsk } from '@rapport/protocol';
import { INVALID, NOT_FOUND, sent, type Asked, type Routes } from './asked.ts';
import type { Member } from './member.ts';

const cardsOf = (member: Member, isHidden: boolean): Member['items'] =>
  member.items.filter(({ productId }) => member.hidden.includes(productId) === isHidden);

const withoutReason = (item: Recommendation): ProductCard => {
  const { reason: _, ...card } = item;
  return card;
};

/** Whether a wish is for this already. */
const isSame = (watch: Watch, made: Watch): boolean =>
  (['kind', 'query', 'what', 'productId', 'variantId'] as const).every((part) => watch[part] === made[part]) &&
  JSON.stringify([watch.filters, watch.goal]) === JSON.stringify([made.filters, made.goal]);

/** A wish from what a page says; null for a product that isn't there. */
const wishFor = (member: Member, ask: WatchAsk): Watch | null => {
  const product = 'productId' in ask ? member.items.find(({ productId }) => productId === ask.productId) : null;
  if (product === undefined) return null;
  return {
    ...{
      id: member.newName(),
      kind: ask.kind,
      createdAtMs: Date.now(),
      toldAtMs: null,
      paused: ask.paused ?? false,
      frequency: ask.frequency ?? 'at-once',
    },
    query: 'query' in ask ? ask.query : 'name' in ask ? ask.name : (product?.title ?? ''),
    filters: 'filters' in ask ? (ask.filters ?? {}) : {},
    what: 'what' in ask ? ask.what : null,
    productId: product?.productId ?? null,
    variantId: 'variantId' in ask ? (ask.variantId ?? null) : null,
    goal: 'goal' in ask ? ask.goal : null,
    baselineMinor: 'goal' in ask ? (ask.fromMinor ?? product?.priceMinor ?? null) : null,
  };
};

/** Rows of products, and everything that is waited for. */
export const wishesOf = (member: Member): Routes => {
  const row = (items: Member['items'], { query }: Asked): object => ({
    recommendationId: member.newName(),
    items: items.slice(0, Number(query.get('count')) || 8),
  });
  return {
    'GET /v1/trending': (asked) =>
      row(
        member.items.map((item) => ({ ...item, reason: { code: 'trending' as const } })),
        asked,
      ),
    'GET /v1/me/recommendations': (asked) =>
      row(
        cardsOf(member, false).filter(({ productId }) => productId !== asked.query.get('product')),
        asked,
      ),
    'GET /v1/me/hidden': () => ({ products: cardsOf(member, true).map(withoutReason) }),
    'POST /v1/me/hidden': (asked) => {
      const { productId } = sent<HideRequest>(asked);
      if (!productId) return INVALID;
      member.hidden = [...member.hidden.filter((id) => id !== productId), productId];
      return null;
    },
    'DELETE /v1/me/hidden/{id}': ({ id }) => {
      member.hidden = member.hidden.filter((one) => one !== id);
      return null;
    },
    'GET /v1/me/watches': () => ({ watches: member.view.watches }),
    'POST /v1/me/watches': (asked) => {
      const made = wishFor(member, asked.body as WatchAsk);
      if (!made) return NOT_FOUND;
      const { ideas, automatic } = member.follows;
      member.follows = { automatic, ideas: ideas.filter(({ what, name }) => what !== made.what || name !== made.query) };
      const known = member.view.watches.find((watch) => isSame(watch, made));
      if (!known) member.change({ watches: [made, ...member.view.watches] });
      return known ?? made;
    },
    'PATCH /v1/me/watches/{id}': (asked) => {
      const watch = member.view.watches.find(({ id }) => id === asked.id);
      if (!watch) return NOT_FOUND;
      const changed = { ...watch, ...sent<Watch>(asked) };
      member.change({ watches: member.view.watches.map((one) => (one === watch ? changed : one)) });
      return changed;
    },
    'DELETE /v1/me/watches/{id}': ({ id }) => member.change({ watches: member.view.watches.filter((watch) => watch.id !== id) }),
    'GET /v1/me/follows': () => ({ ...member.follows, ideas: member.left(member.follows.ideas) }),
    'PATCH /v1/me/follows': (asked) => {
      const { id, declined } = sent<FollowAnswer>(asked);
      if (!member.follows.ideas.some((idea) => idea.id === id)) return NOT_FOUND;
      member.put([id ?? ''], declined === true);
      return null;
    },
    'GET /v1/me/reminders': () => ({ reminders: member.reminders }),
    'PATCH /v1/me/reminders': (asked) => {
      const { id, stopped = false } = sent<ReminderPatch>(asked);
      if (!member.reminders.some((one) => one.id === id)) return NOT_FOUND;
      member.reminders = member.reminders.map((one) => (one.id === id ? { ...one, stopped } : one));
      return null;
    },
  };
};
