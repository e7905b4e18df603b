/** Rules and multipliers of a programme as they are typed. */
import type { EarningRule, Multiplier, RuleLimits, RuleOn } from '@rapport/protocol';
import { dayEnd, dayStart, dayText } from './day-text.ts';
import { spoken } from './title-fields.ts';

/** Reads a number that was typed; notes the field's name where it can't. */
export type Take = (name: string, typed: string, bounds: { readonly decimals?: number; readonly min?: number; readonly max: number }) => number;

/** The most something gives, in points; '' = no limit. */
export interface LimitsDraft {
  readonly day: string;
  readonly month: string;
  readonly life: string;
  readonly all: string;
}

/** From when to when something counts, as days; '' = always. The last day counts whole. */
export interface SpanDraft {
  readonly from: string;
  readonly until: string;
}

export interface RuleDraft extends LimitsDraft, SpanDraft {
  readonly id: string;
  readonly on: RuleOn;
  readonly title: Readonly<Record<string, string>>;
  readonly points: string;
  readonly friend: string;
  readonly name: string;
}

export interface TimesDraft extends SpanDraft {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly factor: string;
  readonly what: 'all' | 'products' | 'brands' | 'categories';
  /** One a line, or with commas between. */
  readonly names: string;
  /** The higher one is asked first. */
  readonly priority: string;
  readonly stacks: boolean;
}

const shown = (points: number | undefined): string => (points === undefined ? '' : String(points));

export const limitsOf = (limits: RuleLimits | undefined): LimitsDraft => ({
  day: shown(limits?.dayPoints),
  month: shown(limits?.monthPoints),
  life: shown(limits?.lifePoints),
  all: shown(limits?.allPoints),
});

const spanOf = ({ fromMs, untilMs }: { fromMs?: number | undefined; untilMs?: number | undefined }, timeZone: string): SpanDraft => ({
  from: fromMs === undefined ? '' : dayText(fromMs, timeZone),
  until: untilMs === undefined ? '' : dayText(untilMs - 1, timeZone),
});

export const ruleOf = (rule: EarningRule, timeZone: string): RuleDraft => ({
  id: rule.id,
  on: rule.on,
  title: rule.title,
  points: String(rule.points),
  friend: shown(rule.friendPoints),
  name: rule.name ?? '',
  ...limitsOf(rule.limits),
  ...spanOf(rule, timeZone),
});

export function timesOf(one: Multiplier, timeZone: string): TimesDraft {
  const what = one.products ? 'products' : one.brands ? 'brands' : one.categories ? 'categories' : 'all';
  const names = one.products ?? one.brands ?? one.categories ?? [];
  const { id, title, stacks } = one;
  return { id, title, factor: String(one.factor), what, names: names.join('\n'), priority: String(one.priority), stacks, ...spanOf(one, timeZone) };
}

const EMPTY: LimitsDraft & SpanDraft = { day: '', month: '', life: '', all: '', from: '', until: '' };
const shortId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 8);

export const newRule = (on: RuleOn): RuleDraft => ({ id: `${on}-${shortId()}`, on, title: {}, points: '', friend: '', name: '', ...EMPTY });
export const newTimes = (): TimesDraft => ({
  ...{ id: `times-${shortId()}`, title: {}, factor: '2', what: 'all', names: '' },
  ...{ priority: '0', stacks: true, from: '', until: '' },
});

/** @param at what stands after the field's name, as in `-birthday` */
export function readLimits(draft: LimitsDraft, at: string, take: Take): RuleLimits {
  const one = (name: 'day' | 'month' | 'life' | 'all'): number | undefined =>
    draft[name].trim() === '' ? undefined : take(`${name}${at}`, draft[name], { max: 1e9 });
  const [day, month, life, all] = [one('day'), one('month'), one('life'), one('all')];
  return {
    ...(day === undefined ? {} : { dayPoints: day }),
    ...(month === undefined ? {} : { monthPoints: month }),
    ...(life === undefined ? {} : { lifePoints: life }),
    ...(all === undefined ? {} : { allPoints: all }),
  };
}

function readSpan(
  { from, until }: SpanDraft,
  before: { fromMs?: number | undefined; untilMs?: number | undefined },
  at: string,
  timeZone: string,
  wrong: Set<string>,
) {
  // A moment that nobody touched stays what it was, to the millisecond.
  const kept = spanOf(before, timeZone);
  const fromMs = from === kept.from ? before.fromMs : (dayStart(from, timeZone) ?? undefined);
  const untilMs = until === kept.until ? before.untilMs : (dayEnd(until, timeZone) ?? undefined);
  if (fromMs !== undefined && untilMs !== undefined && fromMs >= untilMs) wrong.add(`until${at}`);
  return { ...(fromMs === undefined ? {} : { fromMs }), ...(untilMs === undefined ? {} : { untilMs }) };
}

export function readRule(draft: RuleDraft, before: EarningRule | undefined, timeZone: string, take: Take, wrong: Set<string>): EarningRule {
  const { id, on } = draft;
  const name = draft.name.trim();
  if (name.length > 64) wrong.add(`name-${id}`);
  const points = take(`points-${id}`, draft.points, { max: 1_000_000 });
  const friendPoints =
    on === 'referral' && draft.friend.trim() !== '' ? { friendPoints: take(`friend-${id}`, draft.friend, { max: 1_000_000 }) } : {};
  const named = (on === 'event' || on === 'profile') && name !== '' ? { name } : {};
  const limits = readLimits(draft, `-${id}`, take);
  return {
    id,
    on,
    title: spoken(draft.title),
    points,
    ...friendPoints,
    ...named,
    limits,
    ...readSpan(draft, before ?? {}, `-${id}`, timeZone, wrong),
  };
}

export function readTimes(draft: TimesDraft, before: Multiplier | undefined, timeZone: string, take: Take, wrong: Set<string>): Multiplier {
  const { id, what, stacks } = draft;
  const names = [...new Set(draft.names.split(/[\n,，、]/).map((name) => name.trim()))].filter((name) => name !== '');
  if (what !== 'all' && (names.length === 0 || names.length > (what === 'products' ? 500 : 100))) wrong.add(`names-${id}`);
  const factor = take(`factor-${id}`, draft.factor, { decimals: 3, max: 100 });
  // Tiers have no field: those that were named by the API stay.
  const tiers = before?.tiers === undefined ? {} : { tiers: before.tiers };
  const priority = draft.priority.trim() === '' ? 0 : take(`priority-${id}`, draft.priority, { max: 1_000 });
  return {
    id,
    title: spoken(draft.title),
    factor,
    ...tiers,
    priority,
    stacks,
    ...(what === 'all' ? {} : { [what]: names }),
    ...readSpan(draft, before ?? {}, `-${id}`, timeZone, wrong),
  };
}
