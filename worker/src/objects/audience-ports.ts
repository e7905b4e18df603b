import type { Traits } from '@rapport/domain/interest';
import type { FunnelSum } from '@rapport/domain/report';
import type { DaySum } from '@rapport/domain/knowing';
import type { FieldCount, Print } from '@rapport/domain/quality';
import type { Condition, Cuts, Shape } from '@rapport/domain/segments';
import type { Buyer, Learnt } from '@rapport/domain/value';
import type { Source, Told } from '@rapport/domain/profile';
import type { AudienceRow, PersonStanding, ProfileAnswers, ProfileField, ShopperView, StaticList } from '@rapport/protocol';
import type { Answer, At, Caller } from './ports.ts';

/** What is known of products that somebody meets, by id; looked up before the call. */
export type ProductTraits = Readonly<Record<string, Traits>>;

/** The moment and the zone a question about everybody is asked in: the same for all slices. */
export interface AudienceMoment {
  readonly nowMs: number;
  readonly timeZone: string;
}

/** People of a slice who share a stage, a layer and a named group. */
export interface StandingRow {
  readonly stage: string;
  readonly layer: string;
  readonly rfm: string | null;
  readonly people: number;
  readonly valueMinor: number;
  readonly spentMinor: number;
  readonly orders: number;
  readonly returned: number;
  readonly points: number;
  readonly pending: number;
}

export type DaySumRow = Readonly<Record<DaySum, number>> & { readonly day: string };

export interface StageFlowRow {
  readonly day: string;
  readonly previous: string;
  readonly stage: string;
  readonly people: number;
}

/** Somebody with the prints of what they may be known by. */
export interface PrintedRow {
  readonly id: string;
  readonly prints: readonly Print[];
}

/** What to ask somebody now and what it brings them, and what they said so far. */
export interface MyQuestion {
  readonly field: ProfileField | null;
  readonly points: number;
  readonly told: readonly Told[];
}

/** What a slice is asked about everybody in it, and about where one stands. */
export interface AudienceSlicePort {
  countAudience(at: At, rule: Condition, moment: AudienceMoment): Promise<Answer<{ people: number; everybody: number }>>;
  listAudience(
    at: At,
    rule: Condition,
    moment: AudienceMoment,
    after: string,
    limit: number,
  ): Promise<Answer<{ people: AudienceRow[]; next: string | null }>>;
  standings(at: At): Promise<Answer<{ groups: StandingRow[] }>>;
  /** The ways to a purchase that began on these days, both counted in. */
  funnel(at: At, from: string, to: string): Promise<Answer<{ sums: FunnelSum[] }>>;
  days(at: At, from: string, to: string): Promise<Answer<{ days: DaySumRow[]; flows: StageFlowRow[] }>>;
  buyers(at: At, after: string, limit: number): Promise<Answer<{ buyers: Buyer[]; next: string | null }>>;
  /** How the customers here are spread, scored by what was just learnt. */
  shape(at: At, learnt: Learnt): Promise<Answer<{ shape: Shape }>>;
  learn(at: At, learnt: Learnt, cuts: Cuts): Promise<Answer<object>>;
  standing(at: At, id: string): Promise<Answer<{ standing: PersonStanding }>>;
  answerFields(
    at: At,
    caller: Caller,
    answers: ProfileAnswers['answers'],
    source: Source,
  ): Promise<Answer<{ view: ShopperView; profile: PersonStanding['profile'] }>>;
  askField(at: At, id: string): Promise<Answer<MyQuestion>>;
  /** Counts the fields of all members. */
  quality(at: At): Promise<Answer<{ fields: Readonly<Record<string, FieldCount>> }>>;
  prints(at: At, after: string, limit: number): Promise<Answer<{ people: PrintedRow[]; next: string | null }>>;
  /** Puts people on a list, or takes them off; the same again changes nothing. */
  enlist(at: At, ids: readonly string[], list: string, isIn: boolean): Promise<Answer<{ changed: number; same: number; unknown: string[] }>>;
  emptyList(at: At, list: string): Promise<Answer<object>>;
  /** Not now. */
  laterField(at: At, caller: Caller, field: string): Promise<Answer<object>>;
}

/** Somebody by a name the shop has for them. */
export interface Named {
  readonly kind: 'shopper' | 'customer' | 'email';
  readonly value: string;
}

/** What a shop's own object is asked and told of lists. */
export interface ListShopPort {
  saveList(list: StaticList, who: string): Promise<Answer<object>>;
  dropList(id: string, who: string): Promise<Answer<object>>;
  /** Who each of these is today, in their order; null for nobody. */
  ownersOf(named: readonly Named[]): Promise<(string | null)[]>;
}
