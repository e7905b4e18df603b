import type {
  FollowIdeas,
  Message,
  MyProfile,
  MyReminder,
  OfferView,
  PointsView,
  PreferencesView,
  ProfileQuestion,
  Recommendation,
  ReferralView,
  ShopConfig,
  ShopperView,
  StatementRow,
} from '@rapport/protocol';
import type { Answers } from './answers.ts';
import { wordsFor, type Words } from './words.ts';

/** What moved points by hand of the demo's member, and between which places. */
const MOVES = {
  earn: ['issued', 'available'],
  spend: ['available', 'spent'],
  'give-back': ['spent', 'available'],
} as const;

/** How things stand with the member of the demo: what `answers.ts` begins with, and what has been done on this page since. */
export class Member {
  readonly words: Words;
  readonly config: ShopConfig;
  readonly items: readonly Recommendation[];
  readonly referral: ReferralView;
  readonly questions: readonly ProfileQuestion[];
  view: ShopperView;
  points: PointsView;
  rows: readonly StatementRow[];
  offers: readonly OfferView[];
  messages: readonly Message[];
  preferences: PreferencesView;
  told: MyProfile['answers'];
  /** Questions whose first answer was paid for. */
  paid: readonly string[] = ['work'];
  /** They said "not now": nothing is asked. */
  isLeftAlone = false;
  reminders: readonly MyReminder[];
  follows: FollowIdeas;
  hidden: readonly string[] = [];
  /** Messages, offers and ideas of what to follow that were put away, by their ids: all of them can be brought back. */
  #away: readonly string[] = [];
  /** They had themselves forgotten. */
  isForgotten = false;
  #made = 0;

  constructor(locale: string, answers: Answers) {
    const first = <T>(call: string): T => answers[call] as T;
    this.words = wordsFor(locale);
    this.config = first('GET /v1/config');
    this.items = first<{ items: Recommendation[] }>('GET /v1/me/recommendations').items;
    this.referral = first('GET /v1/me/referral');
    this.view = first('GET /v1/me');
    this.points = first('GET /v1/me/points');
    this.rows = first<{ rows: StatementRow[] }>('GET /v1/me/statement').rows;
    this.offers = first<{ offers: OfferView[] }>('GET /v1/me/offers').offers;
    this.messages = first<{ messages: Message[] }>('GET /v1/me/inbox').messages;
    this.preferences = first('GET /v1/me/preferences');
    this.reminders = first<{ reminders: MyReminder[] }>('GET /v1/me/reminders').reminders;
    this.follows = first('GET /v1/me/follows');
    const { question, answers: told } = first<MyProfile>('GET /v1/me/profile');
    this.told = told;
    const { cups, told: work } = this.words;
    this.questions = [
      ...(question ? [question] : []),
      { id: 'cups', type: 'number', label: cups[0], purpose: cups[1], choices: [], points: 5 },
      { id: 'work', type: 'flag', label: work[0], purpose: work[1], choices: [], points: 5 },
    ];
  }

  /** Puts things away, or brings them back. */
  put(ids: readonly string[], away: boolean): void {
    const others = this.#away.filter((id) => !ids.includes(id));
    this.#away = away ? [...others, ...ids] : others;
  }

  /** Those of some things that were not put away. */
  left<T extends { readonly id: string }>(things: readonly T[]): T[] {
    return things.filter(({ id }) => !this.#away.includes(id));
  }

  /** A name that nothing here has yet. */
  newName(): string {
    this.#made += 1;
    return `demo-new-${this.#made}`;
  }

  /** Something of the view is another from now on. */
  change(part: Partial<ShopperView>): ShopperView {
    this.view = { ...this.view, ...part, version: this.view.version + 1 };
    return this.view;
  }

  /** Moves points that can be spent, and writes the row that says so. */
  move(kind: keyof typeof MOVES, reason: string, points: number): void {
    const [last] = this.rows;
    const before = last?.after ?? { pending: 0, available: 0, debt: 0 };
    const available = kind === 'spend' ? -points : points;
    const after = { ...before, available: before.available + available };
    const seq = (last?.seq ?? 0) + 1;
    const [from, to] = MOVES[kind];
    this.rows = [
      {
        ...{ seq, key: `demo#${seq}`, kind, from, to, points, reason, after, lotId: `demo-${seq}` },
        ...{ orderId: null, rule: null, maturesAtMs: null, expiresAtMs: null, atMs: Date.now() },
        change: { pending: 0, available, debt: 0 },
      },
      ...this.rows,
    ];
    const spent = this.points.spent + (kind === 'earn' ? 0 : -available);
    this.points = { ...this.points, available: after.available, spent };
    this.change({ points: { ...this.view.points, available: after.available } });
  }
}
