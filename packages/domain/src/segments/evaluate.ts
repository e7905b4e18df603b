import { LogicEngine } from 'json-logic-engine';
import type { Bound } from './condition.ts';

/** What a rule is asked about: a value a field. What is missing or null isn't known. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

type Method = (args: readonly unknown[], facts: Facts) => boolean;

const known = (facts: Facts, name: unknown): unknown => (typeof name === 'string' && Object.hasOwn(facts, name) ? (facts[name] ?? null) : null);
const compared =
  (holds: (value: number, limit: number) => boolean): Method =>
  ([name, limit], facts) => {
    const value = known(facts, name);
    return typeof value === 'number' && holds(value, limit as number);
  };

// Only `run()`: building a function out of a rule needs eval, which a worker refuses. Comparing is strict: '5' is not 5, and null is less than nothing.
const engine = new LogicEngine({}, { disableInterpretedOptimization: true });
const METHODS: Readonly<Record<string, Method>> = {
  '<': compared((value, limit) => value < limit),
  '<=': compared((value, limit) => value <= limit),
  '>': compared((value, limit) => value > limit),
  '>=': compared((value, limit) => value >= limit),
  'one-of': ([name, ...values], facts) => {
    const value = known(facts, name);
    return value !== null && values.includes(value);
  },
  holds: ([name, word], facts) => {
    const value = known(facts, name);
    return Array.isArray(value) && value.includes(word);
  },
  known: ([name], facts) => known(facts, name) !== null,
  all: (parts) => parts.every((part) => part === true),
  any: (parts) => parts.includes(true),
  not: ([part]) => part !== true,
};
for (const [name, method] of Object.entries(METHODS))
  engine.addMethod(name, (args: unknown, facts: unknown) => method(args as unknown[], facts as Facts));

/** A rule in the form that the engine runs, made once for as many people as are asked about. */
export type Runnable = unknown;

export const runnable = (condition: Bound): Runnable => {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.length === 0 ? condition.op === 'all' : { [condition.op]: condition.of.map(runnable) };
    case 'not':
      return { not: [runnable(condition.of)] };
    case 'compare':
      return { [condition.how]: [condition.field, condition.value] };
    case 'one-of':
      return { 'one-of': [condition.field, ...condition.values] };
    case 'holds':
      return { holds: [condition.field, condition.value] };
    case 'known':
      return { known: [condition.field] };
  }
};

/** Whether the rule is true of somebody, at this moment. */
export const isIn = (rule: Runnable, facts: Facts): boolean => (typeof rule === 'boolean' ? rule : engine.run(rule, facts) === true);
