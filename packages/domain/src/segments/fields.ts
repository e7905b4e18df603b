/** What a condition can speak of. A time is in ms since 1970; a set holds words. */
export type FieldType = 'number' | 'time' | 'choice' | 'text' | 'flag' | 'set';

/** One field: its type, and what it may be where it is a choice. */
export interface Field {
  readonly type: FieldType;
  readonly values?: readonly (string | number)[];
}

/** Something that the owner asks of people: `profile.<id>` in conditions. */
export interface DeclaredField {
  readonly id: string;
  readonly type: 'text' | 'number' | 'flag' | 'choice' | 'date';
  readonly choices?: readonly string[] | undefined;
}

const number: Field = { type: 'number' };
const time: Field = { type: 'time' };
const choice = (...values: (string | number)[]): Field => ({ type: 'choice', values });
const score = choice(1, 2, 3, 4, 5);
const consent = choice('granted', 'denied', 'pending');

/** Fields that everybody has, as the summary row of a person holds them. Money in minor units, chances from 0 to 1. */
export const FIELDS: Readonly<Record<string, Field>> = {
  kind: choice('guest', 'member'),
  locale: { type: 'text' },
  /** The owner's own layers are words here: a rule outlives a layer that is gone. */
  layer: { type: 'text' },
  layerSince: time,
  firstSeenAt: time,
  lastSeenAt: time,
  joinedAt: time,
  stage: choice('prospect', 'welcome', 'getting-to-know', 'active', 'closer', 'at-risk', 'lost', 'won-back'),
  stageSince: time,
  orders: number,
  spent: number,
  margin: number,
  firstOrderAt: time,
  lastOrderAt: time,
  refunds: number,
  lastRefundAt: time,
  visits: number,
  views: number,
  searches: number,
  baskets: number,
  lastViewAt: time,
  lastBasketAt: time,
  wishes: number,
  messages: number,
  lastMessageAt: time,
  points: number,
  alive: number,
  expectedOrders: number,
  value: number,
  valueDecile: choice(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  recency: score,
  frequency: score,
  money: score,
  rfm: choice('champions', 'loyal', 'promising', 'newcomers', 'wavering', 'cannot-lose', 'sleeping', 'gone'),
  'consent.personalisation': consent,
  'consent.messages': consent,
  likes: { type: 'set' },
  lists: { type: 'set' },
};

/** Ids of profile fields: they become part of a path, so they are plain. */
export const PROFILE_ID = /^[a-z][a-z0-9_]{0,39}$/;

const DECLARED: Readonly<Record<DeclaredField['type'], FieldType>> = { text: 'text', number: 'number', flag: 'flag', choice: 'choice', date: 'text' };

/** The field that a name means, or null for none. */
export const fieldOf = (name: string, declared: readonly DeclaredField[]): Field | null => {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name] ?? null;
  const own = name.startsWith('profile.') ? declared.find(({ id }) => id === name.slice('profile.'.length)) : undefined;
  if (!own || !PROFILE_ID.test(own.id)) return null;
  return { type: DECLARED[own.type], ...(own.type === 'choice' && own.choices ? { values: own.choices } : {}) };
};
