/** A programme as it is typed: every number still text, so that nothing a person writes is changed under their fingers. */
import { exponentOf } from '@rapport/domain/points';
import type { Programme, Reward, ShopSettings } from '@rapport/protocol';
import { readRule, readTimes, ruleOf, timesOf, type RuleDraft, type Take, type TimesDraft } from './earning-draft.ts';
import { readTerms, termsOf, type Speaks, type TermsDraft } from './terms-draft.ts';

/** What of a shop a programme is typed in. */
export type TypedIn = Pick<ShopSettings, 'currency' | 'timeZone' | 'locales'>;

/** A reward in the making. */
export interface RewardDraft {
  readonly id: string;
  readonly kind: Reward['kind'];
  readonly title: Readonly<Record<string, string>>;
  readonly cost: string;
  /** Money of an `amount`, in major units. */
  readonly value: string;
  readonly percent: string;
  /** Smallest order, in major units; '' = none. */
  readonly minimum: string;
  /** How many in all; '' = no limit. */
  readonly stock: string;
  /** How many one shopper may take; '' = no limit. */
  readonly perShopper: string;
  /** For a gift. */
  readonly product: string;
  readonly codes: 'generated' | 'pool';
}

export interface ProgrammeDraft {
  readonly pointsPerUnit: string;
  readonly signUpPoints: string;
  readonly pendingDays: string;
  readonly rewards: readonly RewardDraft[];
  readonly rules: readonly RuleDraft[];
  readonly times: readonly TimesDraft[];
  readonly terms: TermsDraft;
  /** What the draft was made of: its parts that no field shows stay as they are. */
  readonly base: Programme;
}

/** A programme ready to be saved, or the names of the fields that can't be read (`cost-<rewardId>` for a reward's). */
export type Read = { readonly ok: true; readonly programme: Programme } | { readonly ok: false; readonly wrong: ReadonlySet<string> };

/** A programme as text. */
export function draftOf(programme: Programme, shop: TypedIn): ProgrammeDraft {
  const { currency, timeZone } = shop;
  const major = (minor: number | null) => (minor === null ? '' : majorText(minor, currency));
  return {
    pointsPerUnit: String(programme.pointsPerUnit),
    signUpPoints: String(programme.signUpPoints),
    pendingDays: String(programme.pendingDays),
    base: programme,
    rules: (programme.rules ?? []).map((rule) => ruleOf(rule, timeZone)),
    times: (programme.multipliers ?? []).map((one) => timesOf(one, timeZone)),
    terms: termsOf(programme, speaks(shop)),
    rewards: programme.rewards.map((reward) => ({
      id: reward.id,
      kind: reward.kind,
      title: reward.title,
      cost: String(reward.costPoints),
      value: major(reward.valueMinor),
      percent: reward.percent === null ? '' : String(reward.percent),
      minimum: reward.minimumMinor === 0 ? '' : major(reward.minimumMinor),
      stock: reward.stock === null ? '' : String(reward.stock),
      perShopper: reward.perShopper === undefined ? '' : String(reward.perShopper),
      product: reward.productId ?? '',
      codes: reward.codes ?? 'generated',
    })),
  };
}

/** An empty reward. */
export function newReward(): RewardDraft {
  const id = `rew_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  return { id, kind: 'amount', title: {}, cost: '', value: '', percent: '', minimum: '', stock: '', perShopper: '', product: '', codes: 'generated' };
}

/** Reads what was typed. Amounts may have a comma or a point. */
export function readDraft(draft: ProgrammeDraft, shop: TypedIn): Read {
  const { currency, timeZone } = shop;
  const wrong = new Set<string>();
  const digits = exponentOf(currency);
  const take: Take = (name, typed, { decimals = 0, min = 0, max }) => {
    const value = decimalOf(typed, decimals);
    if (value === null || value < min || value > max) wrong.add(name);
    return value ?? 0;
  };
  const minor = (name: string, typed: string, min: number) => Math.round(take(name, typed, { decimals: digits, min, max: 1e10 }) * 10 ** digits);
  const reward = (typed: RewardDraft): Reward => {
    if (!Object.values(typed.title).some((title) => title.trim() !== '')) wrong.add(`title-${typed.id}`);
    const { perShopper: _perShopper, productId: _productId, codes: _codes, ...before } = draft.base.rewards.find((one) => one.id === typed.id) ?? {};
    const product = typed.product.trim();
    if (typed.kind === 'gift' && (product === '' || product.length > 128)) wrong.add(`product-${typed.id}`);
    return {
      ...before,
      id: typed.id,
      kind: typed.kind,
      title: Object.fromEntries(Object.entries(typed.title).filter(([, title]) => title.trim() !== '')),
      costPoints: take(`cost-${typed.id}`, typed.cost, { min: 1, max: 1e9 }),
      valueMinor: typed.kind === 'amount' ? minor(`value-${typed.id}`, typed.value, 1 / 10 ** digits) : null,
      percent: typed.kind === 'percent' ? take(`percent-${typed.id}`, typed.percent, { min: 1, max: 100 }) : null,
      minimumMinor: typed.minimum.trim() === '' ? 0 : minor(`minimum-${typed.id}`, typed.minimum, 0),
      stock: typed.stock.trim() === '' ? null : take(`stock-${typed.id}`, typed.stock, { max: 1e9 }),
      ...(typed.perShopper.trim() === '' ? {} : { perShopper: take(`perShopper-${typed.id}`, typed.perShopper, { min: 1, max: 1_000 }) }),
      ...(typed.kind === 'gift' ? { productId: product } : {}),
      ...(typed.codes === 'generated' && _codes === undefined ? {} : { codes: typed.codes }),
    };
  };
  const { rules, multipliers } = draft.base;

  const before = { rules: new Map(rules?.map((one) => [one.id, one])), times: new Map(multipliers?.map((one) => [one.id, one])) };
  const programme: Programme = {
    pointsPerUnit: take('pointsPerUnit', draft.pointsPerUnit, { decimals: 6, max: 10_000 }),
    signUpPoints: take('signUpPoints', draft.signUpPoints, { max: 1_000_000 }),
    pendingDays: take('pendingDays', draft.pendingDays, { max: 365 }),
    rewards: draft.rewards.map(reward),
    ...(rules === undefined && draft.rules.length === 0
      ? {}
      : { rules: draft.rules.map((one) => readRule(one, before.rules.get(one.id), timeZone, take, wrong)) }),
    ...(multipliers === undefined && draft.times.length === 0
      ? {}
      : { multipliers: draft.times.map((one) => readTimes(one, before.times.get(one.id), timeZone, take, wrong)) }),
    ...readTerms(draft.terms, draft.base, speaks(shop), take, wrong),
  };
  return wrong.size === 0 ? { ok: true, programme } : { ok: false, wrong };
}

const speaks = ({ currency, locales }: TypedIn): Speaks => ({
  locale: locales[0] ?? 'en',
  major: (minor) => majorText(minor, currency),
  minor: (typed) => minorOf(typed, currency),
});

/** Reads an amount of money as minor units; null when it is none. */
export function minorOf(typed: string, currency: string): number | null {
  const digits = exponentOf(currency);
  const value = decimalOf(typed, digits);
  return value === null ? null : Math.round(value * 10 ** digits);
}

/** Minor units as a plain number of major units, as one would type it. */
export function majorText(minor: number, currency: string): string {
  const digits = exponentOf(currency);
  return (minor / 10 ** digits).toFixed(minor % 10 ** digits === 0 ? 0 : digits);
}

function decimalOf(typed: string, decimals: number): number | null {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.trim());
  if (!match || (match[2]?.length ?? 0) > decimals) return null;
  return Number(`${match[1]}.${match[2] ?? '0'}`);
}
