import { bindRule } from './bind.ts';
import type { Bound, Condition } from './condition.ts';
import { isIn, runnable } from './evaluate.ts';
import type { Facts, Runnable } from './evaluate.ts';
import type { DeclaredField } from './fields.ts';
import { parseRule } from './parse.ts';
import type { RuleIssue } from './parse.ts';

/** A layer as the owner gives it: whoever its rule holds of, and no layer before it. */
export interface LayerRule {
  readonly id: string;
  readonly rule: unknown;
}

/** A layer whose rule was read; one that can't be read any more holds of nobody. */
export interface ReadLayer {
  readonly id: string;
  readonly condition: Condition;
  /** Whether it may turn by time alone. */
  readonly isTimely: boolean;
  /** Whether it asks for what is not in the summary itself: taste, lists, answers. */
  readonly asksTaste: boolean;
  /** As the engine runs it; undefined where days make it another at every moment. */
  readonly run: Runnable;
}

/** Layers until the owner says otherwise: VIP is who is among the best tenth by value and came back at least once. */
export const FIRST_LAYERS = [
  {
    id: 'vip',
    name: { en: 'VIP', 'zh-Hant': 'VIP' },
    rule: { and: [{ '>=': [{ var: 'valueDecile' }, 10] }, { '>=': [{ var: 'orders' }, 2] }] },
  },
] as const;

/** What everybody is of whom no layer's rule holds: a layer of the owner's can't be called so. */
export const PLAIN_LAYERS = ['guest', 'member'] as const;

/** Fields that no layer may ask of: itself, and what a message changes, since thousands are told at once and a layer is looked at one by one. */
const NOT_ASKED: ReadonlySet<string> = new Set(['layer', 'layerSince', 'messages', 'lastMessageAt', 'wishes']);

const DAY_MS = 86_400_000;

/** The owner's layers in their order, read once for as long as the settings stay. */
export const readLayers = (layers: readonly LayerRule[], declared: readonly DeclaredField[]): readonly ReadLayer[] =>
  layers.flatMap(({ id, rule }) => {
    const parsed = parseRule(rule, declared);
    return parsed.ok ? [{ id, ...readingOf(parsed.condition) }] : [];
  });

/** Why these can't be the layers of a shop; nothing = they can. `path` begins with the place of the layer. */
export const layerIssues = (layers: readonly LayerRule[], declared: readonly DeclaredField[]): RuleIssue[] =>
  layers.flatMap(({ rule }, i): RuleIssue[] => {
    const parsed = parseRule(rule, declared);
    if (!parsed.ok) return parsed.issues.map(({ path, message }) => ({ path: `${i}/rule${path}`, message }));
    const banned = leavesOf(parsed.condition).find(({ field }) => NOT_ASKED.has(field))?.field;
    return banned === undefined ? [] : [{ path: `${i}/rule`, message: `a layer may not ask of ${banned}` }];
  });

/** The layer somebody is in at a moment: the first whose rule holds, else a free member or a guest. There is exactly one. */
export const layerAt = (layers: readonly ReadLayer[], facts: Facts, at: { readonly nowMs: number; readonly timeZone: string }): string =>
  layers.find(({ condition, run }) => isIn(run ?? runnable(bindRule(condition, at)), facts))?.id ?? (facts['kind'] === 'member' ? 'member' : 'guest');

/** The next moment at which a rule may turn because nothing happens until then; null = none does by time alone. */
export const nextTurnMs = (layers: readonly ReadLayer[], factsOf: () => Facts, nowMs: number): number | null => {
  const timely = layers.filter(({ isTimely }) => isTimely);
  if (timely.length === 0) return null;
  const facts = factsOf();
  const turns = timely.flatMap(({ condition }) => turnsOf(condition, facts)).filter((atMs) => atMs > nowMs);
  return turns.length === 0 ? null : Math.min(...turns);
};

/** Moments at which a comparison with "so many days ago" changes: at the border itself, or right after it. */
const turnsOf = (condition: Condition, facts: Facts): number[] => {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap((one) => turnsOf(one, facts));
    case 'not':
      return turnsOf(condition.of, facts);
    case 'compare': {
      const { value } = condition;
      const since = facts[condition.field];
      if (typeof value === 'number' || !('daysAgo' in value) || typeof since !== 'number') return [];
      const border = since + Math.round(value.daysAgo * DAY_MS);
      return [border, border + 1];
    }
    default:
      return [];
  }
};

const readingOf = (condition: Condition): Omit<ReadLayer, 'id'> => {
  const leaves = leavesOf(condition);
  const moments = leaves.flatMap((leaf) => (leaf.op === 'compare' && typeof leaf.value !== 'number' ? [leaf.value] : []));
  return {
    condition,
    isTimely: moments.some((value) => 'daysAgo' in value),
    asksTaste: leaves.some(({ field }) => field === 'likes' || field === 'lists' || field.startsWith('profile.')),
    run: moments.length === 0 ? runnable(condition as Bound) : undefined,
  };
};

type Leaf = Exclude<Condition, { readonly op: 'all' | 'any' | 'not' }>;

const leavesOf = (condition: Condition): Leaf[] => {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
};
