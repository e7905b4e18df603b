import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { Trouble } from '../fail.ts';
import { languages, messagesIn, SOURCE_LANGUAGE, textsIn, type Message } from '../build/words.ts';
import { ROOT } from '../serve/paths.ts';

// What the components say, as the owner of a shop reads it: every text by its id, with the names of what is filled in. From it the worker knows which words may be
// said differently, and what must stay in them.

const SOURCES = 'packages/elements/src/*/*.ts';

/** A text with names where values stand: "You have {have} to use." */
const named = (strings: readonly string[], values: readonly number[], names: readonly string[]): string =>
  strings.map((part, at) => (at ? `{${names[values[at - 1] ?? -1] ?? ''}}` : '') + part).join('');

/** Names that differ, where a text has two values of the same name. */
const apart = (names: readonly string[]): string[] =>
  names.map((name, at) => (names.indexOf(name) === at ? name : `${name}${names.slice(0, at).filter((one) => one === name).length + 1}`));

/** Every message of the components, once. @throws when one id stands for two texts. */
function messages(): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const file of globSync(SOURCES, { cwd: ROOT })
    .filter((path) => !path.includes('.test.') && !path.includes('/locales/'))
    .sort()) {
    const { code } = transformSync(readFileSync(join(ROOT, file), 'utf8'), { loader: 'ts', target: 'es2022' });
    for (const message of messagesIn(code)) {
      const known = found.get(message.id);
      if (known && known.strings.join('{}') !== message.strings.join('{}')) throw new Trouble(`The message ${message.id} has two texts`);
      if (/\{\w+\}/.test(message.strings.join(' '))) throw new Trouble(`The message ${message.id} holds what looks like a name`);
      if (!known) found.set(message.id, { ...message, names: apart(message.names) });
    }
  }
  return found;
}

/** The texts of every language by their ids. */
export async function wordingPages(): Promise<Readonly<Record<string, string>>> {
  const all = [...messages().values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const texts: Record<string, Record<string, string>> = {};
  for (const language of languages()) {
    const told = await textsIn(language);
    texts[language] = Object.fromEntries(
      all.map(({ id, strings, names }) => {
        const own = language === SOURCE_LANGUAGE ? undefined : told[id];
        if (typeof own === 'string') return [id, own];
        if (own) return [id, named(own.strings, own.values.map(Number), names)];
        return [
          id,
          named(
            strings,
            names.map((_, at) => at),
            names,
          ),
        ];
      }),
    );
  }
  return { 'packages/domain/src/wording/element-texts.json': `${JSON.stringify(texts, null, 2)}\n` };
}
