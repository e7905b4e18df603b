import type { Comparison, Condition } from './condition.ts';
import { MOST_CONDITIONS, MOST_DEPTH, MOST_VALUES } from './condition.ts';
import { fieldOf } from './fields.ts';
import type { DeclaredField, Field } from './fields.ts';

/** Where a rule can't be read, and why. */
export interface RuleIssue {
  readonly path: string;
  readonly message: string;
}

export type Parsed = { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly issues: readonly RuleIssue[] };

const COMPARISONS: readonly string[] = ['<', '<=', '>', '>='];
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Words with control signs can't be typed and would mean different things to different engines. */
const PLAIN = /^[^\p{Cc}\p{Cs}]{0,200}$/u;

class Unreadable extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/**
 * Reads a rule in JsonLogic's form: `and`, `or`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in` with `{ var }` on the left (`in` also with the set on the right), and four of
 * our own: `known`, `within-days`, `before-days`, `on-or-after`, `before`. Whatever else it holds is refused, by name.
 * @see https://jsonlogic.com/operations.html
 */
export const parseRule = (rule: unknown, declared: readonly DeclaredField[] = []): Parsed => {
  const reader = new Reader(declared);
  try {
    return { ok: true, condition: reader.condition(rule, '', 0) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, issues: [{ path: error.path, message: error.message }] };
    throw error;
  }
};

class Reader {
  readonly #declared: readonly DeclaredField[];
  #count = 0;

  constructor(declared: readonly DeclaredField[]) {
    this.#declared = declared;
  }

  condition(rule: unknown, path: string, depth: number): Condition {
    this.#count += 1;
    if (this.#count > MOST_CONDITIONS) throw new Unreadable(path, `a rule has at most ${MOST_CONDITIONS} conditions`);
    if (depth > MOST_DEPTH) throw new Unreadable(path, `conditions lie at most ${MOST_DEPTH} deep`);
    const [op, given] = only(rule, path);
    const at = `${path}/${op}`;
    if (op === 'and' || op === 'or') {
      if (!Array.isArray(given)) throw new Unreadable(at, 'a list of conditions');
      return { op: op === 'and' ? 'all' : 'any', of: given.map((one, i) => this.condition(one, `${at}/${i}`, depth + 1)) };
    }
    if (op === '!') return { op: 'not', of: this.condition(Array.isArray(given) && given.length === 1 ? given[0] : given, at, depth + 1) };
    if (op === 'known') {
      const [name] = this.#field(Array.isArray(given) ? given[0] : given, at);
      return { op: 'known', field: name };
    }
    if (!Array.isArray(given) || given.length !== 2) throw new Unreadable(at, 'two values: a field and what it is compared with');
    return this.#pair(op, given[0], given[1], at);
  }

  #pair(op: string, left: unknown, right: unknown, at: string): Condition {
    if (op === 'in' && typeof left === 'string') {
      const [name, field] = this.#field(right, `${at}/1`);
      if (field.type !== 'set') throw new Unreadable(`${at}/1`, `${name} is not a set`);
      return { op: 'holds', field: name, value: plain(left, `${at}/0`) };
    }
    const [name, field] = this.#field(left, `${at}/0`);
    if (op === '==' || op === '!=') {
      const equal: Condition = { op: 'one-of', field: name, values: [valueFor(field, name, right, `${at}/1`)] };
      return op === '==' ? equal : { op: 'not', of: equal };
    }
    if (op === 'in') {
      if (!Array.isArray(right) || right.length > MOST_VALUES) throw new Unreadable(`${at}/1`, `a list of at most ${MOST_VALUES} values`);
      return { op: 'one-of', field: name, values: right.map((value, i) => valueFor(field, name, value, `${at}/1/${i}`)) };
    }
    if (COMPARISONS.includes(op)) {
      if (field.type !== 'number' && !(field.type === 'choice' && typeof field.values?.[0] === 'number')) {
        throw new Unreadable(`${at}/0`, `${name} is not a number; times are compared with within-days, before-days, on-or-after and before`);
      }
      return { op: 'compare', field: name, how: op as Comparison, value: finite(right, `${at}/1`) };
    }
    if (field.type !== 'time')
      throw new Unreadable(at, isTimely(op) ? `${name} is not a time` : 'this is none of the operators that a rule may have');
    if (op === 'within-days') return { op: 'compare', field: name, how: '>=', value: { daysAgo: days(right, `${at}/1`) } };
    if (op === 'before-days') return { op: 'compare', field: name, how: '<', value: { daysAgo: days(right, `${at}/1`) } };
    if (op === 'on-or-after') return { op: 'compare', field: name, how: '>=', value: { date: date(right, `${at}/1`) } };
    if (op === 'before') return { op: 'compare', field: name, how: '<', value: { date: date(right, `${at}/1`) } };
    throw new Unreadable(at, 'this is none of the operators that a rule may have');
  }

  #field(given: unknown, path: string): [string, Field] {
    const [op, name] = only(given, path);
    if (op !== 'var' || typeof name !== 'string') throw new Unreadable(path, '{"var": "name of a field"}');
    const field = fieldOf(name, this.#declared);
    if (!field) throw new Unreadable(path, `there is no field ${name.slice(0, 60)}`);
    return [name, field];
  }
}

const isTimely = (op: string): boolean => ['within-days', 'before-days', 'on-or-after', 'before'].includes(op);

const only = (given: unknown, path: string): [string, unknown] => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Unreadable(path, 'an object with one operator');
  const entries = Object.entries(given);
  const [first] = entries;
  if (!first || entries.length !== 1) throw new Unreadable(path, 'exactly one operator');
  return first;
};

const valueFor = (field: Field, name: string, value: unknown, path: string): string | number | boolean => {
  if (field.values) {
    if (!field.values.includes(value as string)) throw new Unreadable(path, `${name} is one of: ${field.values.join(', ')}`);
    return value as string | number;
  }
  if (field.type === 'number') return finite(value, path);
  if (field.type === 'flag') {
    if (typeof value !== 'boolean') throw new Unreadable(path, 'true or false');
    return value;
  }
  if (field.type === 'text' || field.type === 'choice') return plain(value, path);
  throw new Unreadable(path, `${name} is not compared like this`);
};

const plain = (value: unknown, path: string): string => {
  if (typeof value !== 'string' || !PLAIN.test(value)) throw new Unreadable(path, 'a text of at most 200 signs');
  return value;
};

const finite = (value: unknown, path: string): number => {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e15) throw new Unreadable(path, 'a number');
  return value === 0 ? 0 : value;
};

const days = (value: unknown, path: string): number => {
  const count = finite(value, path);
  if (count < 0 || count > 36_500) throw new Unreadable(path, 'days, 0 to 36,500');
  return count;
};

const date = (value: unknown, path: string): string => {
  if (typeof value !== 'string' || !DATE.test(value)) throw new Unreadable(path, 'a day such as 2026-05-03');
  return value;
};
