import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATHS } from '@rapport/protocol/wire';
import { expect, test } from 'vitest';
import { ROOT } from '../serve/paths.ts';
import { defined, initialled, listed, sided, unhooked, valued } from './smaller.ts';

test('names of paths and limits become their values; what is no such name stays', () => {
  expect(valued('send(PATHS.me + PATHS.none, LIMITS.queryChars, MYPATHS.me)')).toBe(`send("${PATHS.me}" + PATHS.none, 200, MYPATHS.me)`);
});

test('a component’s own variables go by their first letter, and two that begin alike stop the build', () => {
  expect(initialled('--_quiet: red; color: var(--_quiet); --rapport-gap: 1px')).toBe('--_q: red; color: var(--_q); --rapport-gap: 1px');
  expect(() => initialled('var(--_quick)')).toThrow('begin alike');
});

test('sides that no direction of a line changes have their short names; queries, and what starts or ends a line, keep theirs', () => {
  expect(sided('css`:host{container-type:inline-size;min-inline-size:0;block-size:1px;border-block-end-width:1px;margin-inline-end:2px}`')).toBe(
    'css`:host{container-type:inline-size;min-width:0;height:1px;border-bottom-width:1px;margin-inline-end:2px}`',
  );
  expect(sided('css`@container (inline-size < 560px){a{inset-block-start:0;padding-block-start:var(--x, 1px)}}`')).toBe(
    'css`@container (inline-size < 560px){a{top:0;padding-top:var(--x,1px)}}`',
  );
});

test('hooks for what we don’t use are gone from Lit, and nothing else is', () => {
  expect(
    unhooked('const o=s.litElementPolyfillSupport;o?.({L:i});s.litElementHydrateSupport?.({L:i});(s.litElementVersions??=[]).push("4.2.2");a.b()'),
  ).toBe('const o=(void 0);o?.({L:i});(void 0)?.({L:i});0;a.b()');
});

test('of Lit as it is installed nothing that is left out remains', () => {
  const lit = unhooked(readFileSync(join(ROOT, 'node_modules/@lit/reactive-element/reactive-element.js'), 'utf8'));
  expect(lit).toContain('static finalizeStyles(s){return s}static');
  expect(lit).toContain('this.elementProperties=new Map(t.elementProperties)}static finalize()');
  expect(lit).not.toMatch(/PolyfillSupport|Versions|metadata|litPropertyMetadata|addInitializer|\.l\b/);
  expect(lit).not.toMatch(/\.converter|hasChanged|useDefault|_\$Ej|noAccessor|removeController|hostUpdate/);
  expect(lit).toContain('return{get(){return this[s]},set(_){const h=this[s];this[s]=_,this.requestUpdate(t,h,i)}');
  expect(lit).toContain('try{this.willUpdate(s),this.update(s)}catch(s){throw this._$EM(),s}this._$AE(s)}');
  expect(lit).toContain('addController(t){(this._$EO??=new Set).add(t)}');
  expect(lit).toContain('get updateComplete(){return this._$ES}update(');
  expect(lit).not.toMatch(/wrapped|scheduleUpdate|shouldUpdate|shadowRootOptions/);
});

test('of the templates of Lit as they are installed only what ours are made of is drawn', () => {
  const html = unhooked(readFileSync(join(ROOT, 'node_modules/lit-html/lit-html.js'), 'utf8'));
  expect(html).not.toMatch(
    /<math>|\.tagName|"<\/"|"!--"|type:[67]|_\$litDirective\$|_\$A[NPU]\b|_\$Cv|setConnected|handleEvent\(t\)\}|capture|renderBefore|creationScope/,
  );
  expect(html).not.toMatch(/this\.type=|"number"==typeof/);
  expect(html).toContain('function M(t,i){return i}');
  const element = unhooked(readFileSync(join(ROOT, 'node_modules/lit-element/lit-element.js'), 'utf8'));
  expect(element).not.toMatch(/renderBefore|isConnected|setConnected|connectedCallback/);
});

const decorated = (owner: string, name: string, by: string): string => `__decorateClass([\n  ${by}\n], ${owner}.prototype, "${name}", 2);\n`;
const CLASS = 'class A {\n  static {\n    this.styles = [sheet];\n  }\n}\n';

test('decorated fields become the list that Lit reads', () =>
  expect(
    listed(
      `${CLASS}${decorated('A', 'count', 'property({ type: Number })')}${decorated('A', 'name', 'property()')}${decorated('A', 'busy', 'state()')}`,
    ),
  ).toMatch(
    /^import \{ state as __state \} from ".*fields\.ts";\nclass A \{\n {2}static \{\n {4}this\.properties = \{ count: \{ type: Number \}, name: \{\}, a: __state, \}; this\.styles = \[sheet\];\n {2}\}\n\}\n$/,
  ));

test('state goes by letters, save what is taken from `this` by its name; properties and methods keep theirs', () => {
  const state = ['busy', 'kept', 'open'].map((name) => decorated('A', name, 'state()')).join('');
  const body = 'show() { const { kept } = this; this.busy = this.count > 0 && kept; this.opened(that.busy, this.open, { busy: 1 }); }';
  const code = listed(`${CLASS.replace('}\n}', `}\n  ${body}\n}`)}${decorated('A', 'count', 'property()')}${state}`);
  expect(code).toContain('this.properties = { count: {}, a: __state, kept: __state, b: __state, };');
  expect(code).toContain('show() { const { kept } = this; this.a = this.count > 0 && kept; this.opened(that.busy, this.b, { busy: 1 }); }');
});

test('what is decorated otherwise stops the build', () => {
  const field = decorated('A', 'busy', 'state()');
  for (const code of [
    CLASS + field + decorated('B', 'busy', 'state()'),
    CLASS + field + decorated('A', 'root', "query('a')"),
    `class A {}\n${field}`,
  ])
    expect(() => listed(code)).toThrow('Decorated otherwise');
});

test('a tag is defined by the one function; other code stays as it is', () => {
  const code = 'if (!customElements.get("rapport-tier")) customElements.define("rapport-tier", RapportTier);\n';
  expect(defined(code)).toMatch(/^import \{ define as __define \} from ".*define\.ts";\n__define\("rapport-tier", RapportTier\);\n$/);
  expect(defined('define("a", A);')).toBe('define("a", A);');
});

test('code without decorators stays as it is', () => expect(listed('class A {}')).toBe('class A {}'));
