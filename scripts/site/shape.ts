/** As much of a JSON schema as our document uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

/** Bounds that say no more than "a whole number". */
const isFar = (bound: number | undefined): boolean => bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER;
const bounds = (least: number | undefined, most: number | undefined): string => {
  if (isFar(least)) return isFar(most) ? '' : ` ≤ ${most}`;
  return isFar(most) ? ` ≥ ${least}` : ` ${least}–${most}`;
};
const MULTI = /[|\n]/;

/** A schema as one reads it, in the manner of a TypeScript type: `{ id: string ≤ 64; count?: integer 1–24 }`. Long ones take a line a property. */
export function shape(schema: Schema, indent = ''): string {
  if (schema.$ref) return schema.$ref.split('/').pop() ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return [...new Set(choice.map((one) => shape(one, indent)))].join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => shape(one, indent)).join(' & ');
  const [kind, ...others] = [schema.type ?? 'object'].flat();
  if (others.length) return [kind, ...others].join(' | ');
  switch (kind) {
    case 'array': {
      if (schema.prefixItems) return `[${schema.prefixItems.map((one) => shape(one, indent)).join(', ')}]`;
      const item = shape(schema.items || {}, indent);
      return `${MULTI.test(item) && !item.startsWith('{') ? `(${item})` : item}[]${bounds(undefined, schema.maxItems)}`;
    }
    case 'string':
      return `string${schema.format ? ` (${schema.format})` : ''}${bounds(schema.minLength, schema.maxLength)}`;
    case 'integer':
    case 'number':
      return `${kind}${bounds(schema.minimum, schema.maximum)}`;
    case 'object':
      return objectShape(schema, indent);
    default:
      return String(kind);
  }
}

function objectShape({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([name, one]) => {
    const usual = one.default === undefined ? '' : ` = ${JSON.stringify(one.default)}`;
    const words = one.description ? `  // ${one.description}` : '';
    return `${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) && !usual ? '' : '?'}: ${shape(one, deeper)}${usual}${words}`;
  });
  if (typeof additionalProperties === 'object') lines.push(`[name: string]: ${shape(additionalProperties, deeper)}`);
  if (!lines.length) return additionalProperties === false ? '{}' : 'any';
  const short = `{ ${lines.join('; ')} }`;
  const isShort = short.length + indent.length < 80 && !short.includes('\n') && !short.includes('//');
  return isShort ? short : `{\n${lines.map((line) => deeper + line).join('\n')}\n${indent}}`;
}
