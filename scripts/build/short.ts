import type { OutputBundle, OutputChunk, Plugin, PluginContext } from 'rollup';
import { minify, type MinifyOptions } from 'terser';
import { cut, treeOf } from './tree.ts';

// Makes the chunks of one build short, those first that others take from. Made short one by one, each would give what it takes from another a name of its own and say so
// on both sides (`export{q as a}`, `import{a as t}`). Here a thing keeps everywhere the short name it got where it was made: `export{q}`, `import{q}`.

/** How every script is made short. No property is renamed: shops and styles know them by their names. */
export const SHORT: MinifyOptions = {
  module: true,
  ecma: 2020,
  compress: { passes: 3, inline: 1, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
  format: { comments: false },
};

/** Names for what is taken most, the best first. Capitals, since small letters are what terser calls things in functions. */
const LETTERS = 'ETAOINSHRDLUCMFWYPVBGKQJXZ$_zjqkxvywfgmbuhpdclosriante';

/** A thing that leaves or enters a chunk: what it is called there, and outside. */
interface Passage {
  readonly inside: string;
  readonly outside: string;
}
/** A statement that lists what is taken from a chunk, or, without one, what is given. */
interface Gate {
  readonly start: number;
  readonly end: number;
  readonly from: string | undefined;
  readonly passages: readonly Passage[];
}
interface Statement {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly source?: { readonly value: string } | null;
  readonly specifiers?: readonly Readonly<Record<'local' | 'imported' | 'exported', { readonly name: string } | undefined>>[];
}

/** The gates of a chunk as rollup writes them: things by name, from files beside it. */
const gatesOf = (code: string): Gate[] =>
  (treeOf(code)['body'] as readonly Statement[])
    .filter(({ type, specifiers }) => /^(Import|ExportNamed)Declaration$/.test(type) && specifiers?.length)
    .map(({ start, end, source, specifiers = [] }) => ({
      start,
      end,
      from: source?.value.replace('./', ''),
      passages: specifiers.map(({ local, imported, exported }) => ({
        inside: local?.name ?? '',
        outside: (imported ?? exported ?? local)?.name ?? '',
      })),
    }));

const written = ({ from, passages }: Gate): string => {
  const names = passages.map(({ inside, outside }) =>
    inside === outside ? inside : from === undefined ? `${inside} as ${outside}` : `${outside} as ${inside}`,
  );
  if (names.length === 0) return '';
  return from === undefined ? `export{${names.join()}};` : `import{${names.join()}}from"./${from}";`;
};

/** Code whose things pass under other names. */
const renamed = (code: string, nameOf: (passage: Passage, from: string | undefined) => string): string =>
  cut(
    code,
    gatesOf(code).map((gate) => ({
      from: gate.start,
      to: gate.end,
      text: written({ ...gate, passages: gate.passages.map((passage) => ({ ...passage, outside: nameOf(passage, gate.from) })) }),
    })),
  );

/** How rollup asks for a chunk that only has to run, and what that chunk gives then: nothing, under a name. */
const ASKED = /(import\('[^']+'\))\.then\(function \(n\) \{ return n\.\w+; \}\)/g;
const NOTHING = /^var (\w+) = \/\*#__PURE__\*\/Object\.freeze\(\{\s*__proto__: null\s*\}\);$/m;

/**
 * Code without that: only a chunk that gives nothing is asked for in that way.
 * @throws when one gives something, which would be lost.
 */
export function withoutNothing(code: string): string {
  const name = NOTHING.exec(code)?.[1];
  if (!name && /__proto__: null,/.test(code)) throw new Error('A chunk that gives several things is asked for by name');
  const rest = code.replace(NOTHING, '').replace(ASKED, '$1');
  if (!name) return rest;
  return withoutNothing(
    cut(
      rest,
      gatesOf(rest)
        .filter(({ from }) => from === undefined)
        .map((gate) => ({
          from: gate.start,
          to: gate.end,
          text: written({ ...gate, passages: gate.passages.filter(({ inside }) => inside !== name) }),
        })),
    ),
  );
}

/** Chunks, each after those it takes from. */
function inOrder(bundle: OutputBundle): OutputChunk[] {
  const order = new Set<OutputChunk>();
  const visit = (file: string): void => {
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk' || order.has(chunk)) return;
    chunk.imports.forEach(visit);
    order.add(chunk);
  };
  Object.keys(bundle).forEach(visit);
  return [...order];
}

/** What is known by its name outside of the build: what a chunk's own module gives. */
const known = (context: PluginContext, { facadeModuleId }: OutputChunk): ReadonlySet<string> =>
  new Set((facadeModuleId && context.getModuleInfo(facadeModuleId)?.exports) || []);

async function shorten(context: PluginContext, bundle: OutputBundle): Promise<void> {
  const chunks = inOrder(bundle);
  for (const chunk of chunks) chunk.code = withoutNothing(chunk.code);
  const takers = Map.groupBy(
    chunks.flatMap(({ code }) => gatesOf(code).flatMap(({ from, passages }) => (from ? passages.map(({ outside }) => `${from} ${outside}`) : []))),
    (what) => what,
  );
  const letters = [...LETTERS];
  const called = new Map<string, ReadonlyMap<string, string>>();
  for (const chunk of chunks) {
    const props = new Map<string, string>();
    const gates = gatesOf(chunk.code);
    for (const { from, passages } of gates)
      for (const { inside, outside } of passages) {
        const name = from && called.get(from)?.get(outside);
        if (name && ![...props.values()].includes(name)) props.set(`$${inside}`, name);
      }
    const often = ({ outside }: Passage): number => takers.get(`${chunk.fileName} ${outside}`)?.length ?? 0;
    const given = gates.flatMap(({ from, passages }) => (from === undefined ? passages : [])).filter(often);
    for (const { inside } of given.toSorted((a, b) => often(b) - often(a)).slice(0, letters.length)) props.set(`$${inside}`, letters.shift() ?? '');
    const { code = '' } = await minify(chunk.code, { ...SHORT, nameCache: { vars: { props: Object.fromEntries(props) } } });
    const kept = known(context, chunk);
    const names = new Map<string, string>();
    called.set(chunk.fileName, names);
    chunk.code = renamed(code, ({ inside, outside }, from) => {
      if (from !== undefined) return called.get(from)?.get(outside) ?? outside;
      const name = kept.has(outside) ? outside : inside;
      names.set(outside, name);
      return name;
    });
  }
}

/** Comes last. */
export const inShort: Plugin = {
  name: 'in-short',
  async generateBundle(_, bundle) {
    await shorten(this, bundle);
  },
};
