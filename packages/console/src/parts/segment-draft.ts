import type { SegmentList } from '@rapport/protocol';

/** A field that a condition may speak of. */
export type RuleField = SegmentList['fields'][number];

/** One line of the editor: a field, how it is compared, and with what. */
export interface ConditionDraft {
  readonly field: string;
  readonly how: string;
  readonly value: string;
}

/** A segment as the editor holds it: conditions that all hold, or of which any does. */
export interface SegmentDraft {
  readonly name: string;
  readonly match: 'and' | 'or';
  readonly conditions: readonly ConditionDraft[];
}

/** How a field of a type can be compared, the most usual first. */
export function waysOf({ type, values }: RuleField): readonly string[] {
  if (type === 'time') return ['within-days', 'before-days', 'on-or-after', 'before', 'known', 'unknown'];
  if (type === 'set') return ['has', 'has-not'];
  if (type === 'flag') return ['is-true', 'is-false', 'known', 'unknown'];
  const isNumber = type === 'number' || typeof values?.[0] === 'number';
  return isNumber ? ['>=', '<=', '==', '!=', '>', '<', 'known', 'unknown'] : ['==', '!=', 'known', 'unknown'];
}

/** Whether a way of comparing needs a value beside it. */
export const needsValue = (how: string): boolean => !['known', 'unknown', 'is-true', 'is-false'].includes(how);

/** The rule that a draft stands for. A condition without its value is left out, so that counting can begin while one is typed. */
export function ruleOf({ match, conditions }: SegmentDraft, fields: readonly RuleField[]): Record<string, unknown> {
  const parts = conditions.flatMap((one) => {
    const field = fields.find(({ name }) => name === one.field);
    return field ? (partOf(one, field) ?? []) : [];
  });
  return { [match]: parts };
}

/** A draft of a rule, or null when the rule is more than the editor can show: it is then left as it is. */
export function draftOf(name: string, rule: Readonly<Record<string, unknown>>): SegmentDraft | null {
  const [[op, parts] = []] = Object.entries(rule);
  if ((op !== 'and' && op !== 'or') || !Array.isArray(parts)) return null;
  const conditions = parts.map(readPart);
  return conditions.includes(null) ? null : { name, match: op, conditions: conditions as ConditionDraft[] };
}

/** An id for a new segment, from its name and what there is already. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain =
    name
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'segment';
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? plain : `${plain}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

function partOf({ field, how, value }: ConditionDraft, { type, values }: RuleField): unknown {
  const of = { var: field };
  if (how === 'known') return { known: [of] };
  if (how === 'unknown') return { '!': { known: [of] } };
  if (how === 'is-true' || how === 'is-false') return { '==': [of, how === 'is-true'] };
  if (value.trim() === '') return null;
  if (how === 'has') return { in: [value, of] };
  if (how === 'has-not') return { '!': { in: [value, of] } };
  const isNumber = type === 'number' || typeof values?.[0] === 'number' || how.endsWith('-days');
  if (isNumber && !Number.isFinite(Number(value))) return null;
  return { [how]: [of, isNumber ? Number(value) : value] };
}

function readPart(part: unknown): ConditionDraft | null {
  if (typeof part !== 'object' || part === null) return null;
  const [[op, given] = ['', null]] = Object.entries(part);
  if (op === '!') {
    const inner = readPart(given);
    const turned: Readonly<Record<string, string>> = { known: 'unknown', has: 'has-not', '==': '!=' };
    const how = inner && turned[inner.how];
    return inner && how ? { ...inner, how } : null;
  }
  if (!Array.isArray(given)) return null;
  const [left, right] = given as unknown[];
  if (op === 'in' && typeof left === 'string') return { field: varOf(right) ?? '', how: 'has', value: left };
  const field = varOf(left);
  if (field === null) return null;
  if (op === 'known') return { field, how: 'known', value: '' };
  if (typeof right === 'boolean' && op === '==') return { field, how: right ? 'is-true' : 'is-false', value: '' };
  if (typeof right !== 'string' && typeof right !== 'number') return null;
  return { field, how: op, value: String(right) };
}

function varOf(given: unknown): string | null {
  return typeof given === 'object' && given !== null && 'var' in given && typeof given.var === 'string' ? given.var : null;
}
