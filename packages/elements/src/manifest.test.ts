/// <reference types="vite/client" />
import { LitElement, ReactiveElement } from 'lit';
import { describe, expect, test } from 'vitest';
import manifest from '../custom-elements.json' with { type: 'json' };

// What custom-elements.json says of a component is what editors, the React wrappers and the pages of the docs say. Here it is held against the classes, both ways.

interface Named {
  readonly name: string;
}
interface Told {
  readonly name: string;
  readonly tagName?: string;
  readonly members?: readonly (Named & { kind: string; privacy?: string; static?: boolean; attribute?: string; inheritedFrom?: object })[];
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}
type Texts = Readonly<Record<string, string>>;

const definitions = import.meta.glob('./*/rapport-*.ts', { eager: true });
const sources = import.meta.glob<string>(['./**/*.ts', '!./**/*.test.ts'], { query: '?raw', import: 'default', eager: true });

const told = (manifest.modules as readonly { path: string; declarations?: readonly Told[] }[]).flatMap(({ path, declarations = [] }) =>
  declarations.flatMap((one) => (one.tagName ? [{ ...one, tag: one.tagName, path: `./${path.replace('src/', '')}` }] : [])),
);

/** What a component's file says, and the files of its own folder that it takes pieces from. */
function sourceOf(path: string): string {
  const own = sources[path] ?? '';
  const folder = path.slice(0, path.lastIndexOf('/'));
  const near = [...own.matchAll(/from '\.\/([\w-]+(?:\.[\w-]+)*)\.ts'/g)].map(([, file]) => sources[`${folder}/${file}.ts`] ?? '');
  return [own, ...near.filter((text) => !/extends LitElement/.test(text))].join('\n');
}

/** Tags that stand in a component's own tree: what happens in them bubbles through it. */
const innerTags = (source: string): string[] => [...new Set([...source.matchAll(/<(rapport-[\w-]+)/g)].map(([, tag]) => tag ?? ''))];
const names = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).toSorted();
const unique = (list: readonly string[]): string[] => [...new Set(list)].toSorted();
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? '');

/** `RapportOfferEvent` → `rapport-offer`. */
const eventNames: Texts = Object.fromEntries(
  Object.values(sources).flatMap((text) =>
    [...text.matchAll(/class (Rapport\w+Event)\b[\s\S]*?super\('([\w-]+)'/g)].map(([, name, type]) => [name ?? '', type ?? '']),
  ),
);

/** Events that a component, or one that stands in it, sends. */
function eventsOf(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const source = sourceOf(path);
  const inner = told.filter(({ tag }) => innerTags(source).includes(tag));
  return [...found(source, /new (Rapport\w+Event)\(/g).map((name) => eventNames[name] ?? name), ...inner.flatMap((one) => eventsOf(one.path, seen))];
}

/** What pieces that several components share bring along. */
const SHARED: readonly { readonly uses: RegExp; readonly parts: readonly string[]; readonly slots: readonly string[] }[] = [
  { uses: /\bheading\(/, parts: ['heading'], slots: ['heading'] },
  { uses: /\brenderBar\(/, parts: ['bar'], slots: [] },
  { uses: /\bline\('guest'/, parts: [], slots: ['guest'] },
  { uses: /\bline\('empty'/, parts: [], slots: ['empty'] },
  { uses: /\bline\('failed'|\bnotShown\(/, parts: [], slots: ['failed'] },
  { uses: /\.slip\(/, parts: ['code'], slots: [] },
];
const shared = (source: string, kind: 'parts' | 'slots'): string[] => SHARED.flatMap((one) => (one.uses.test(source) ? one[kind] : []));

/** Tokens of every component: docs/look.md tells of them once. */
const COLOURS = ['accent', 'ink', 'quiet', 'line', 'surface'];
const TOKENS = [...COLOURS, 'radius', 'control-radius', 'gap', 'font-size', 'title-font', 'shadow', 'motion'].map((name) => `--rapport-${name}`);
/** Of what moves, all that may. */
const MOVED = new Set(['opacity', 'transform']);

const classOf = (tag: string): typeof LitElement => customElements.get(tag) as typeof LitElement;
const sheetsOf = (tag: string): CSSStyleSheet[] =>
  classOf(tag).elementStyles.map((style) => (style instanceof CSSStyleSheet ? style : (style.styleSheet as CSSStyleSheet)));

const rulesOf = (rules: CSSRuleList): CSSRule[] =>
  [...rules].flatMap((rule) => [rule, ...('cssRules' in rule ? rulesOf(rule.cssRules as CSSRuleList) : [])]);

test('every component that is defined is told of, and no other', () => {
  const defined = Object.keys(definitions).map((path) => /rapport-[\w-]+/.exec(path)?.[0] ?? '');
  expect(told.map(({ tag }) => tag).toSorted()).toEqual(defined.toSorted());
  expect(defined.filter((tag) => !customElements.get(tag))).toEqual([]);
});

describe.each(told)('$tag', ({ tag, path, members = [], attributes, events, slots, cssParts, cssProperties }) => {
  const source = sourceOf(path);

  test('its attributes and properties', () => {
    const component = classOf(tag);
    expect(names(attributes)).toEqual(component.observedAttributes.toSorted());
    const open = members.filter((one) => one.privacy !== 'private' && one.privacy !== 'protected' && !one.static && !one.inheritedFrom);
    const fields = open.filter(({ kind, name }) => kind === 'field' && !name.startsWith('#')).map(({ name }) => name);
    const properties = [...component.elementProperties].filter(([, options]) => !options.state).map(([name]) => String(name));
    expect(properties.filter((name) => !fields.includes(name))).toEqual([]);
    const instance = document.createElement(tag);
    expect(open.filter(({ name }) => !name.startsWith('#') && !(name in instance)).map(({ name }) => name)).toEqual([]);
    const inherited = new Set([...Object.getOwnPropertyNames(LitElement.prototype), ...Object.getOwnPropertyNames(ReactiveElement.prototype)]);
    const methods = Object.getOwnPropertyNames(component.prototype).filter(
      (name) =>
        !inherited.has(name) &&
        !name.includes('__') &&
        typeof Object.getOwnPropertyDescriptor(component.prototype, name)?.value === 'function' &&
        !['willUpdate', 'constructor'].includes(name),
    );
    expect(methods.filter((name) => !members.some((one) => one.name === name))).toEqual([]);
  });

  test('its events', () => {
    const sent = eventsOf(path);
    expect(names(events).filter((name) => !sent.includes(name))).toEqual([]);
    const own = found(sources[path] ?? '', /new (Rapport\w+Event)\(/g).map((name) => eventNames[name] ?? name);
    expect(own.filter((name) => !names(events).includes(name))).toEqual([]);
  });

  test('its slots', () => {
    const there = [
      ...found(source, /<slot name="([\w-]+)"/g),
      ...found(source, /<slot()>/g),
      ...found(source, /renderWords\('(\w+)'/g),
      ...shared(source, 'slots'),
    ];
    expect(names(slots)).toEqual(unique(there));
  });

  test('its parts', () => {
    const own = [...found(source, /\bpart="([\w\s-]+)"/g), ...found(source, /exportparts="([^"]+)"/g)];
    const there = [...own.flatMap((list) => list.split(/[\s,]+/)), ...shared(source, 'parts')];
    expect(names(cssParts)).toEqual(unique(there));
  });

  test('its tokens', () => {
    const text = classOf(tag).elementStyles.map(String).join('');
    const used = unique(found(text, /var\((--rapport-[\w-]+)/g));
    const said = names(cssProperties).map((name) => /--[\w-]+/.exec(name)?.[0] ?? name);
    expect(said.filter((name) => !used.includes(name))).toEqual([]);
    expect(used.filter((name) => !said.includes(name) && !TOKENS.includes(name))).toEqual([]);
  });

  test('moves nothing but what it may, and nothing where that is asked for', () => {
    const sheets = sheetsOf(tag);
    const rules = sheets.flatMap(({ cssRules }) => rulesOf(cssRules));
    const moved = rules.flatMap((rule) =>
      rule instanceof CSSKeyframeRule
        ? [...rule.style]
        : rule instanceof CSSStyleRule && rule.style.transitionProperty
          ? rule.style.transitionProperty.split(', ')
          : [],
    );
    expect(moved.filter((name) => name && name !== 'none' && !MOVED.has(name))).toEqual([]);
    const still = sheets.some(({ cssRules }) =>
      [...cssRules].some((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes('reduced-motion')),
    );
    expect(still || moved.length === 0).toBe(true);
  });
});
