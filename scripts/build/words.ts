import { globSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rollup';
import { ROOT } from '../serve/paths.ts';
import { cut, nodesOf, treeOf, type Cut, type Node } from './tree.ts';

// How the words of the components travel: each language is built by itself, with its words in the place of the English ones, so that nobody loads a language twice.

const ELEMENTS = 'packages/elements/src';
/** The language that stands in the code. */
export const SOURCE_LANGUAGE = 'en';

/** The languages that there are, the code's own first: every file of packages/elements/src/locales but its test. */
export const languages = (): string[] => [
  SOURCE_LANGUAGE,
  ...globSync(`${ELEMENTS}/locales/*.ts`, { cwd: ROOT })
    .map((file) => basename(file, '.ts'))
    .filter((name) => !name.endsWith('.test'))
    .sort(),
];

/** A message as `str` makes it. */
interface Told {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}
/** The texts of a language by their ids. */
export type Texts = Readonly<Record<string, string | Told>>;

/** A message as it stands in code: its id, the pieces of its text, and what each value between them is called there. */
export interface Message {
  readonly id: string;
  readonly strings: readonly string[];
  readonly names: readonly string[];
}

/** What a value is called: the variable's name, the last part of `a.b`, what `f(a)` is told. */
const nameOf = (node: Node): string => {
  const inner = (node['property'] ?? node['left'] ?? node['expression'] ?? (node['arguments'] as readonly Node[] | undefined)?.[0]) as
    Node | undefined;
  return node.type === 'Identifier' ? String(node['name']) : inner ? nameOf(inner) : 'value';
};

/** Every message in code without types. */
export function messagesIn(code: string): Message[] {
  if (!code.includes('msg(')) return [];
  return [...nodesOf(treeOf(code))].flatMap((node) => {
    const message = messageOf(node);
    if (!message) return [];
    const { id, text } = message;
    if (text.type === 'Literal') return [{ id, strings: [String(text['value'])], names: [] }];
    const quasi = (text['quasi'] ?? text) as { quasis: readonly { value: { cooked: string } }[]; expressions: readonly Node[] };
    return [{ id, strings: quasi.quasis.map(({ value }) => value.cooked), names: quasi.expressions.map(nameOf) }];
  });
}

/** A call `msg(text, { id })`: the text, and the id. */
const messageOf = (node: Node): { text: Node; id: string } | null => {
  if (node.type !== 'CallExpression' || (node['callee'] as { name?: string }).name !== 'msg') return null;
  const [text, options] = node['arguments'] as readonly (Node | undefined)[];
  const [property] = (options?.['properties'] ?? []) as readonly { key: { name: string }; value: { value: string } }[];
  return text && property?.key.name === 'id' ? { text, id: property.value.value } : null;
};

const quoted = (text: string): string => text.replaceAll(/[`\\]|\$\{/g, '\\$&');

/**
 * Code whose messages say their texts in another language; without `texts` in their own. What a language lacks stays as it is in the code.
 * The ids are left out: on a page nothing asks for them.
 * @throws when a text wants a value that the code doesn't give.
 */
export function worded(code: string, texts: Texts = {}): string {
  if (!code.includes('msg(')) return code;
  const cuts: Cut[] = [];
  for (const node of nodesOf(treeOf(code))) {
    const message = messageOf(node);
    if (!message) continue;
    const { text, id } = message;
    const values = text.type === 'TaggedTemplateExpression' ? ((text['quasi'] as Node)['expressions'] as readonly Node[]) : [];
    cuts.push({ from: text.end, to: node.end - 1, text: '' });
    const said = texts[id];
    if (said !== undefined) cuts.push({ from: text.start, to: text.end, text: written(said, id, code, values) });
  }
  return cut(code, cuts);
}

/** A text as it stands in code, with the values that the message has there. */
function written(said: string | Told, id: string, code: string, values: readonly Node[]): string {
  if (typeof said === 'string') return JSON.stringify(said);
  const valueAt = (at: unknown): string => {
    const value = values[Number(at)];
    if (!value) throw new Error(`The message ${id} has no value ${String(at)}`);
    return `\${${code.slice(value.start, value.end)}}`;
  };
  return `str\`${said.strings.map((part, at) => (at ? valueAt(said.values[at - 1]) : '') + quoted(part)).join('')}\``;
}

/** Says everything in a language. */
export const withWords = (language: string): Plugin => {
  let texts: Promise<Texts> | undefined;
  return {
    name: `with-words-${language}`,
    async transform(code, id) {
      if (!id.includes(`/${ELEMENTS}/`)) return null;
      texts ??= textsIn(language);
      return { code: worded(code, await texts), map: null };
    },
  };
};

/** The texts of a language, read anew when its file has changed. */
export async function textsIn(language: string): Promise<Texts> {
  if (language === SOURCE_LANGUAGE) return {};
  const file = join(ROOT, ELEMENTS, 'locales', `${language}.ts`);
  const { templates } = (await import(`${pathToFileURL(file).href}?${statSync(file).mtimeMs}`)) as { templates: Texts };
  return templates;
}
