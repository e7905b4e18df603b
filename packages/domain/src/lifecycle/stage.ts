import { CLOSE_ORDERS, LEAST_RISK_DAYS, LOST_GAPS, MOST_GAPS_OF_SHOP, RISK_GAPS, USUAL_GAP_DAYS, WELCOME_DAYS, WON_BACK_DAYS } from './tuning.ts';

/** The eight stages, in the order of a life. */
export const STAGES = ['prospect', 'welcome', 'getting-to-know', 'active', 'closer', 'at-risk', 'lost', 'won-back'] as const;
export type Stage = (typeof STAGES)[number];

/** The owner's rules; every number in days or orders. */
export interface StageRules {
  readonly welcomeDays: number;
  readonly wonBackDays: number;
  /** The shop's usual days between two orders of one person. */
  readonly usualGapDays: number;
  readonly riskGaps: number;
  readonly lostGaps: number;
  readonly closeOrders: number;
}

/** What a stage follows from. Of the person alone: a change of rules needs nothing else. Times in ms since 1970. */
export interface LifeFacts {
  readonly joinedAtMs: number | null;
  readonly lastSeenAtMs: number;
  /** Orders that stand: not cancelled, not refunded. */
  readonly orders: number;
  readonly firstOrderAtMs: number | null;
  readonly lastOrderAtMs: number | null;
  /** The middle of the gaps between their orders, in ms; null with fewer than three orders. */
  readonly gapMs: number | null;
  /** The gap that ended with the last order, and the middle of those before it. */
  readonly lastGapMs: number | null;
  readonly gapBeforeMs: number | null;
}

/** Rules as they stand until the shop has a rhythm of its own, or the owner says otherwise. */
export const FIRST_RULES: StageRules = {
  welcomeDays: WELCOME_DAYS,
  wonBackDays: WON_BACK_DAYS,
  usualGapDays: USUAL_GAP_DAYS,
  riskGaps: RISK_GAPS,
  lostGaps: LOST_GAPS,
  closeOrders: CLOSE_ORDERS,
};

/** Facts of somebody who has never bought. */
export const noOrders = (joinedAtMs: number | null, lastSeenAtMs: number): LifeFacts => ({
  joinedAtMs,
  lastSeenAtMs,
  orders: 0,
  firstOrderAtMs: null,
  lastOrderAtMs: null,
  gapMs: null,
  lastGapMs: null,
  gapBeforeMs: null,
});

const DAY_MS = 86_400_000;

/** What orders say of somebody's life, from the times of those that stand, in any order; a time after `nowMs` counts as now. */
export const orderFacts = (timesMs: readonly number[], nowMs: number): Omit<LifeFacts, 'joinedAtMs' | 'lastSeenAtMs'> => {
  const times = timesMs.map((atMs) => Math.min(atMs, nowMs)).toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((atMs, i) => atMs - (times[i] ?? atMs));
  return {
    orders: times.length,
    firstOrderAtMs: times[0] ?? null,
    lastOrderAtMs: times.at(-1) ?? null,
    gapMs: gaps.length < 2 ? null : middle(gaps),
    lastGapMs: gaps.at(-1) ?? null,
    gapBeforeMs: gaps.length < 3 ? null : middle(gaps.slice(0, -1)),
  };
};

/** Where silence turns: how long after the last sign of life somebody is at risk, and lost. In ms. */
const spans = (ownGapMs: number | null, rules: StageRules): { riskMs: number; lostMs: number } => {
  const shopMs = rules.usualGapDays * DAY_MS;
  const gapMs = ownGapMs === null ? shopMs : Math.min(ownGapMs, MOST_GAPS_OF_SHOP * shopMs);
  const riskMs = Math.round(Math.max(LEAST_RISK_DAYS * DAY_MS, rules.riskGaps * gapMs));
  return { riskMs, lostMs: Math.round(Math.max(riskMs * (rules.lostGaps / rules.riskGaps), riskMs + DAY_MS)) };
};

/** What the rules below speak of, at one moment. */
interface Life {
  readonly isCustomer: boolean;
  readonly isMember: boolean;
  /** Since the first order, or since joining; null for neither. */
  readonly sinceBeginMs: number | null;
  readonly quietMs: number;
  readonly riskMs: number;
  readonly lostMs: number;
  /** The last order came after a silence for which they had been given up. */
  readonly hasReturned: boolean;
  readonly orders: number;
}

const lifeAt = (facts: LifeFacts, rules: StageRules, atMs: number): Life => {
  const isCustomer = facts.orders > 0;
  const beginMs = facts.firstOrderAtMs ?? facts.joinedAtMs;
  // Of a customer it is orders that are missed; of a member who hasn't bought, visits.
  const lastMs = facts.lastOrderAtMs ?? Math.max(facts.lastSeenAtMs, facts.joinedAtMs ?? 0);
  return {
    isCustomer,
    isMember: facts.joinedAtMs !== null,
    sinceBeginMs: beginMs === null ? null : atMs - beginMs,
    quietMs: atMs - lastMs,
    ...spans(facts.gapMs, rules),
    hasReturned: facts.lastGapMs !== null && facts.lastGapMs >= spans(facts.gapBeforeMs, rules).lostMs,
    orders: facts.orders,
  };
};

type Rule = (life: Life, rules: StageRules) => boolean;

const begun: Rule = ({ isCustomer, isMember }) => isCustomer || isMember;
const quiet: Rule = ({ quietMs, riskMs }) => quietMs >= riskMs;
const celebrated: Rule = ({ hasReturned, quietMs }, { wonBackDays }) => hasReturned && quietMs < wonBackDays * DAY_MS;
const fresh: Rule = ({ sinceBeginMs }, { welcomeDays }) => sinceBeginMs !== null && sinceBeginMs < welcomeDays * DAY_MS;
/** Somebody who is here, and neither new nor just returned. */
const settled: Rule = (life, rules) => begun(life, rules) && !quiet(life, rules) && !celebrated(life, rules) && !fresh(life, rules);

/** One rule a stage; they exclude each other and leave nobody out, which a property test holds. */
export const RULES: Readonly<Record<Stage, Rule>> = {
  prospect: (life, rules) => !begun(life, rules),
  welcome: (life, rules) => begun(life, rules) && !quiet(life, rules) && !celebrated(life, rules) && fresh(life, rules),
  'getting-to-know': (life, rules) => settled(life, rules) && life.orders < 2,
  active: (life, rules) => settled(life, rules) && life.orders >= 2 && life.orders < Math.max(2, rules.closeOrders),
  closer: (life, rules) => settled(life, rules) && life.orders >= Math.max(2, rules.closeOrders),
  'at-risk': (life, rules) => begun(life, rules) && quiet(life, rules) && !celebrated(life, rules) && life.quietMs < life.lostMs,
  lost: (life, rules) => begun(life, rules) && quiet(life, rules) && !celebrated(life, rules) && life.quietMs >= life.lostMs,
  'won-back': (life, rules) => begun(life, rules) && celebrated(life, rules),
};

/** Every stage whose rule holds. There is exactly one. */
export const stagesAt = (facts: LifeFacts, rules: StageRules, atMs: number): Stage[] => {
  const life = lifeAt(facts, rules, atMs);
  return STAGES.filter((stage) => RULES[stage](life, rules));
};

/** The stage somebody is in at a moment. */
export const stageAt = (facts: LifeFacts, rules: StageRules, atMs: number): Stage => {
  const life = lifeAt(facts, rules, atMs);
  return STAGES.find((stage) => RULES[stage](life, rules)) ?? 'prospect';
};

/** The next moment at which the stage changes if nothing happens until then, or null when it stays for ever. */
export const nextStageAtMs = (facts: LifeFacts, rules: StageRules, atMs: number): number | null => {
  const beginMs = facts.firstOrderAtMs ?? facts.joinedAtMs;
  const lastMs = facts.lastOrderAtMs ?? (facts.joinedAtMs === null ? null : Math.max(facts.lastSeenAtMs, facts.joinedAtMs));
  const { riskMs, lostMs } = spans(facts.gapMs, rules);
  const borders = [
    ...(beginMs === null ? [] : [beginMs + rules.welcomeDays * DAY_MS]),
    ...(lastMs === null ? [] : [lastMs + rules.wonBackDays * DAY_MS, lastMs + riskMs, lastMs + lostMs]),
  ];
  const stage = stageAt(facts, rules, atMs);
  const ahead = borders.filter((border) => border > atMs).toSorted((a, b) => a - b);
  return ahead.find((border) => stageAt(facts, rules, border) !== stage) ?? null;
};

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(half)] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};
