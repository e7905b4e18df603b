import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { ROOT } from '../serve/paths.ts';
import { editorData } from './editors.ts';
import { reactWrappers } from './react.ts';

/** As much of a custom elements manifest as the pages tell. @see https://github.com/webcomponents/custom-elements-manifest */
export interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[]; readonly exports?: readonly Export[] }[];
}
interface Named {
  readonly name?: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}
interface Member extends Named {
  readonly kind: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly attribute?: string;
  readonly parameters?: readonly Named[];
  readonly return?: { readonly type?: { readonly text: string } };
  readonly inheritedFrom?: object;
}
export interface Declaration extends Named {
  readonly kind: string;
  readonly members?: readonly Member[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}
interface Export {
  readonly kind: string;
  readonly name: string;
  readonly declaration: { readonly name: string };
}

/** The manifest for editors, and a page for people, both from the components' own docstrings. */
export async function elementPages(): Promise<Readonly<Record<string, string>>> {
  const argv = [
    'analyze',
    '--config',
    '../../scripts/docs/analyzer.config.mjs',
    '--litelement',
    '--quiet',
    '--globs',
    'src/**/*.ts',
    '--exclude',
    'src/**/*.test.ts',
    'src/locales/**',
    'src/testing/**',
  ];
  const { version } = JSON.parse(readFileSync(join(ROOT, 'packages', 'elements', 'package.json'), 'utf8')) as { version: string };
  const found: Manifest = await cli({ argv, cwd: join(ROOT, 'packages', 'elements'), noWrite: true });
  // The analyzer lists files as it happens to come by them; the page must come out the same every time.
  const modules = found.modules.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = { ...found, modules: modules.map((one) => ({ ...one, ...(one.declarations && { declarations: one.declarations.map(heard) }) })) };
  const tags = manifest.modules
    .flatMap(({ path, exports = [] }) => exports.map((one) => ({ ...one, path })))
    .filter(({ kind }) => kind === 'custom-element-definition')
    .map(({ name, declaration, path }) => ({ tag: name, className: declaration.name, path }))
    .sort((a, b) => a.tag.localeCompare(b.tag));
  const classes = manifest.modules.flatMap(({ declarations = [] }) => declarations).filter(({ kind }) => kind === 'class');
  const components = tags.flatMap(({ className, ...tag }) =>
    classes.filter(({ name }) => name === className).map((element) => ({ ...tag, element })),
  );
  const handedOut = new Set(manifest.modules.find(({ path }) => path === 'src/index.ts')?.exports?.map(({ name }) => name));
  const sections = components.map(({ tag, element }) => section(tag, element));
  const head = `<!-- Written by \`npm run docs\` from the docstrings in packages/elements. -->\n\n# Components\n\nEach is loaded when its tag is first seen on the page.\n`;
  return {
    'packages/elements/custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'docs/components.md': [head, ...sections].join('\n'),
    ...editorData(manifest, version),
    ...reactWrappers(components, handedOut),
  };
}

/** The analyzer also finds each `dispatchEvent` in the code, without a name or with a word of the line; what is documented has its name. */
const heard = (one: Declaration): Declaration =>
  one.events ? { ...one, events: one.events.filter(({ name }) => name?.startsWith('rapport-') === true) } : one;

function section(tag: string, element: Declaration): string {
  const isPublic = ({ privacy, static: isStatic, inheritedFrom, name = '' }: Member): boolean =>
    privacy !== 'private' && privacy !== 'protected' && !isStatic && !inheritedFrom && !name.startsWith('#');
  const members = (element.members ?? []).filter(isPublic);
  const fields = members.filter(({ kind, attribute }) => kind === 'field' && attribute !== undefined);
  const methods = members.filter(({ kind, description }) => kind === 'method' && description);
  // The analyzer also guesses events from calls of dispatchEvent; the ones we promise are named in the docstring.
  const events = element.events?.filter(({ name, description }) => name?.startsWith('rapport-') && description);
  return [
    `## \`<${tag}>\``,
    '',
    element.description?.trim() ?? '',
    list(
      'Attributes',
      fields,
      ({ attribute, type, default: usual }) => `\`${attribute}\`${type ? ` (${type.text})` : ''}${usual ? `, usually \`${usual}\`` : ''}`,
    ),
    list('Events', events, ({ name, type }) => `\`${name}\`${type && type.text !== 'Event' ? ` (${type.text})` : ''}`),
    list('Slots', element.slots, ({ name }) => (name ? `\`${name}\`` : 'the content')),
    list('CSS parts', element.cssParts, ({ name }) => `\`${name}\``),
    list('CSS custom properties', element.cssProperties, ({ name, default: usual }) => `\`${name}\`${usual ? `, usually \`${usual}\`` : ''}`),
    list('Methods', methods, ({ name, parameters = [] }) => `\`${name}(${parameters.map((parameter) => parameter.name).join(', ')})\``),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function list<T extends Named>(title: string, items: readonly T[] | undefined, head: (item: T) => string): string {
  if (!items?.length) return '';
  const lines = items.map((item) => `- ${head(item)}${item.description ? `: ${item.description.replace(/\s+/g, ' ').trim()}` : ''}`);
  return `\n**${title}**\n\n${lines.join('\n')}`;
}
