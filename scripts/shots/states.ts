import type { MessagePage, MyProfile, OfferView, PointsView, PreferencesView, Recommendation, ShopperView, StatementRow } from '@rapport/protocol';
import type { Answers } from '../../packages/embed/src/demo/answers.ts';
import { mirroredTexts } from './mirrored.ts';

/** What a component is shown in on the sheets: waiting for its data, with nothing to show, refused, with long Chinese texts, without points, with very many, for somebody nobody knows. */
export const STATES = ['loading', 'empty', 'error', 'long', 'zero', 'many', 'stranger'] as const;
/** One of them; `mirrored` is `many` in the words of mirrored.ts. */
export type State = (typeof STATES)[number] | 'mirrored';

/** What each component is, in the order of the sheets; `toast` is the bell when something comes, `panelrewards` the panel at its place "rewards". */
export const COMPONENTS = [
  ...[
    'points',
    'earn',
    'tier',
    'rewards',
    'vouchers',
    'statement',
    'refer',
    'profile',
    'offers',
    'recommendations',
    'watch',
    'watches',
    'inbox',
    'toast',
    'consent',
  ],
  ...['preferences', 'launcher', 'panel', 'panelrewards', 'panelforyou', 'panelinbox', 'panelsettings'],
] as const;

/** Components that float over the page: their cells have the height of a window. */
export const FLOATING: readonly string[] = [
  'inbox',
  'toast',
  'consent',
  'launcher',
  'panel',
  'panelrewards',
  'panelforyou',
  'panelinbox',
  'panelsettings',
];

/** What a component must be told. */
export const ATTRIBUTES: Readonly<Record<string, string>> = {
  earn: 'product="demo-0" amount="4800"',
  offers: 'placement="banner"',
  watch: 'query="left-handed scissors"',
  vouchers: 'apply="/basket?voucher={code}"',
  refer: 'link="/?friend={code}"',
  profile: 'all',
  launcher: 'sign-in="#"',
  panel: 'sign-in="#"',
};

const LONG = '一位住在深山裡的陶藝家花了整整三年時間以古法柴燒而成、每一件都獨一無二的粗陶釉厚壁大茶碗';

/** Movements that end where somebody stands now: what waited has come, and the last one makes up the difference. */
export function standingAt(available: number, rows: readonly StatementRow[]): StatementRow[] {
  const [last] = rows;
  if (!last) return [];
  const { pending, available: before } = last.after;
  const more = available - before - pending;
  const ripe: StatementRow = {
    ...last,
    ...{ seq: last.seq + 1, kind: 'mature', reason: 'matured', orderId: 'A-1042', points: pending },
    change: { pending: -pending, available: pending, debt: 0 },
    after: { pending: 0, available: before + pending, debt: 0 },
  };
  const evened: StatementRow = {
    ...last,
    ...{ seq: last.seq + 2, kind: more > 0 ? 'earn' : 'spend', reason: more > 0 ? 'import' : 'redemption', orderId: null, points: Math.abs(more) },
    change: { pending: 0, available: more, debt: 0 },
    after: { pending: 0, available, debt: 0 },
  };
  return [evened, ripe, ...rows];
}

/** The answers as they are in a state. */
export function answersIn(state: State, answers: Answers): Answers {
  const view = answers['GET /v1/me'] as ShopperView;
  const points = answers['GET /v1/me/points'] as PointsView;
  const row = answers['GET /v1/me/recommendations'] as { items: Recommendation[] };
  const profile = answers['GET /v1/me/profile'] as MyProfile;
  const { offers } = answers['GET /v1/me/offers'] as { offers: OfferView[] };
  const { messages } = answers['GET /v1/me/inbox'] as MessagePage;
  const items = row.items.map((item, at) => ({ ...item, image: `/pic/${at}`, title: state === 'long' ? LONG : item.title }));
  const pictured = { ...answers, 'GET /v1/me/recommendations': { ...row, items }, 'GET /v1/trending': { ...row, items } };
  const statement = answers['GET /v1/me/statement'] as { rows: StatementRow[] };
  const having = (available: number, more: Partial<ShopperView> = {}): Answers => ({
    ...pictured,
    'GET /v1/me/statement': { rows: standingAt(available, statement.rows), next: null },
    'GET /v1/me': { ...view, points: { ...view.points, pending: 0, available }, ...more },
    'GET /v1/me/points': { ...points, available, pending: 0 },
  });
  switch (state) {
    case 'empty':
      return {
        ...having(0, { watches: [], rewards: [], vouchers: [], unread: 0 }),
        'GET /v1/me/points': { ...points, available: 0, pending: 0, tier: null },
        'GET /v1/me/recommendations': { ...row, items: [] },
        'GET /v1/me/offers': { offers: [], currency: 'EUR' },
        'GET /v1/me/inbox': { messages: [], next: null },
        'GET /v1/me/statement': { rows: [], next: null },
        'GET /v1/me/profile': { question: null, answers: [] },
        'GET /v1/me/reminders': { reminders: [] },
        'GET /v1/me/follows': { ideas: [], automatic: null },
        'POST /v1/me/preview': { ...answers['POST /v1/me/preview'], points: 0, lines: [] },
        'GET /v1/me/preferences': { ...(answers['GET /v1/me/preferences'] as PreferencesView), mail: { email: null, state: 'none' } },
      };
    case 'zero':
      return having(0);
    case 'mirrored':
      return {
        ...having(1_234_567, { unread: 120, texts: 1 }),
        'GET /v1/config': { ...answers['GET /v1/config'], texts: 1 },
        'GET /v1/config/texts': { texts: mirroredTexts() },
      };
    case 'many':
      return { ...having(1_234_567, { unread: 120 }), 'GET /v1/me/follows': { ...(answers['GET /v1/me/follows'] as object), automatic: true } };
    case 'long':
      return {
        ...pictured,
        'GET /v1/me': {
          ...view,
          name: '歐陽司馬長名字先生',
          rewards: view.rewards.map((reward) => ({ ...reward, title: { '': LONG } })),
          watches: view.watches.map((watch) => ({ ...watch, query: LONG })),
        },
        'GET /v1/me/profile': {
          question: { ...profile.question, label: LONG, purpose: LONG, choices: [LONG, '烏龍茶'] },
          answers: profile.answers.map((told) => ({ ...told, label: LONG, value: LONG })),
        },
        'GET /v1/me/inbox': {
          messages: messages.map((message) => ({
            ...message,
            product: message.product && { ...message.product, title: LONG },
            reasons: message.reasons.map((reason) => ({ ...reason, ...(reason.code === 'searched' && { query: LONG }) })),
          })),
          next: null,
        },
        'GET /v1/me/follows': { ideas: [{ id: 'brand:long', what: 'brand', name: LONG, because: 'looked' }], automatic: false },
        'GET /v1/me/offers': { offers: offers.map((offer) => ({ ...offer, title: { '': LONG }, text: { '': LONG + LONG } })), currency: 'EUR' },
      };
    default:
      return pictured;
  }
}
