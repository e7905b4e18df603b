import fc from 'fast-check';
import * as z from 'zod';

/** As much of JSON Schema as our contract's schemas become. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** What a schema of the contract takes, as a source of examples. Queries come as they are after reading, because that names their bounds. */
export const arbitraryOf = (schema: z.ZodType, io: 'input' | 'output' = 'input'): fc.Arbitrary<unknown> =>
  from(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema);

const LONGEST = 60;

function from(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(from));
  if (schema.type === 'object') return object(schema);
  if (schema.type === 'array') {
    const { minItems = 0, maxItems = 3 } = schema;
    return fc.array(from(schema.items ?? {}), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
  }
  if (schema.type === 'string') return string(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'integer') return fc.integer({ min: bounded(schema.minimum ?? 0), max: bounded(schema.maximum ?? 1_000) });
  if (schema.type === 'number') return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true });
  return fc.constantFrom<unknown>('x', 1, null, true);
}

/** Half of the examples of a large range lie near its small end, as they do in life. */
const bounded = (value: number): number => Math.max(-0x7fff_ffff, Math.min(0x7fff_ffff, value));

function object({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.constantFrom('', 'en', 'zh-Hant'), from(additionalProperties), { noNullPrototype: true });
  const entries = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, from(value)]));
  return fc.record(entries, { requiredKeys: [...required], noNullPrototype: true });
}

const BASE64URL = '^[A-Za-z0-9_-]+=*$';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** A filter that is hardly ever met would be drawn for ever, and no time limit ends a loop that never waits: it says so instead. */
function seldomRefused<T>(what: string, test: (value: T) => boolean): (value: T) => boolean {
  let refused = 0;
  return (value) => {
    const isGood = test(value);
    refused = isGood ? 0 : refused + 1;
    if (refused > 10_000) throw new Error(`Nothing that was drawn fits ${what}`);
    return isGood;
  };
}

function string({ format, pattern, minLength = 0, maxLength = LONGEST }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: [4, 7] });
  if (format === 'email') return fc.nat(1e6).map((number) => `person${number}@people.example`);
  if (format === 'date-time') return fc.date({ min: new Date(1e12), max: new Date(1.9e12), noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern?.startsWith('^https?')) return fc.nat(99).map((number) => `https://shop${number}.example`);
  if (pattern === BASE64URL) return fc.string({ unit: fc.constantFrom(...LETTERS), minLength, maxLength });
  if (pattern)
    return fc.stringMatching(new RegExp(pattern)).filter(seldomRefused(pattern, (text) => text.length >= minLength && text.length <= maxLength));
  return fc
    .string({ minLength, maxLength: Math.min(maxLength, LONGEST), unit: 'grapheme' })
    .filter((text) => text.length <= maxLength && text.trim().length >= minLength && !text.includes('\0'));
}
