import { join } from 'node:path';
import { LIMITS, PATHS } from '@rapport/protocol/wire';
import type { Plugin } from 'rollup';
import { ROOT } from '../serve/paths.ts';

// What makes the script tag smaller without making the source worse (decision 0027). Each says the same in fewer bytes.

const SMALL_DIR = join(ROOT, 'packages', 'embed', 'src', 'small');
/** Parts of packages that do here what the originals do, by the name they are imported by. */
const SMALL: Readonly<Record<string, string>> = {
  '@lit/localize': 'localize',
  './locale.ts': 'locale',
  './css-tag.js': 'css-tag',
};
const OURS = /\/packages\/(client|embed|elements|tracker)\/src\//;

/** Smaller parts instead of the originals. */
export const withSmallParts: Plugin = {
  name: 'with-small-parts',
  resolveId: (id) => (id in SMALL ? join(SMALL_DIR, `${SMALL[id]}.ts`) : null),
};

/** Values for the names of paths and limits, so that a page carries those it uses. */
export const valued = (code: string): string =>
  code.replace(/\b(PATHS|LIMITS)\.(\w+)\b/g, (told, table: string, name: string) => {
    const value = ({ PATHS, LIMITS } as Record<string, Readonly<Record<string, string | number>>>)[table]?.[name];
    return value === undefined ? told : JSON.stringify(value);
  });

export const withValues: Plugin = {
  name: 'with-values',
  transform: (code, id) => (OURS.test(id) ? { code: valued(code), map: null } : null),
};

const longNames = new Map<string, string>();

/** A component's own CSS variables by their first letter (`--_quiet` is `--_q`). @throws when two of them begin alike. */
export const initialled = (code: string): string =>
  code.replace(/--_([a-z])([a-z]+)/g, (told, letter: string) => {
    const known = longNames.get(letter) ?? told;
    if (known !== told) throw new Error(`${known} and ${told} begin alike`);
    longNames.set(letter, told);
    return `--_${letter}`;
  });

export const withInitials: Plugin = {
  name: 'with-initials',
  transform: (code, id) => (OURS.test(id) ? { code: initialled(code), map: null } : null),
};

/** Sides that are the same in all writing that runs from side to side: the components are drawn for no other. */
const SIDES: readonly (readonly [RegExp, string])[] = [
  [/(?<=[;{\s](?:min-|max-)?)inline-size(?=: ?)/g, 'width'],
  [/(?<=[;{\s](?:min-|max-)?)block-size(?=: ?)/g, 'height'],
  [/(?<=[;{\s](?:margin|padding|border)-)block-start(?=(?:-\w+)?: ?)/g, 'top'],
  [/(?<=[;{\s](?:margin|padding|border)-)block-end(?=(?:-\w+)?: ?)/g, 'bottom'],
  [/(?<=[;{\s])inset-block-start(?=: ?)/g, 'top'],
  [/(?<=[;{\s])inset-block-end(?=: ?)/g, 'bottom'],
];

/** Styles with the short names of sides, and without the space after a comma, which values of variables still have. What starts and ends a line keeps its name: it changes with the direction. */
export const sided = (code: string): string =>
  code.replace(/\bcss`[^`]*`/g, (sheet) => SIDES.reduce((rest, [side, short]) => rest.replace(side, short), sheet.replace(/, +/g, ',')));

export const withSides: Plugin = {
  name: 'with-sides',
  transform: (code, id) => (OURS.test(id) ? { code: sided(code), map: null } : null),
};

/** Where a tag is defined, once. */
const DEFINED = /if \(!customElements\.get\("([\w-]+)"\)\) customElements\.define\("\1", (\w+)\);/;

/** Code whose tags are defined by one function. */
export const defined = (code: string): string =>
  DEFINED.test(code)
    ? `import { define as __define } from ${JSON.stringify(join(SMALL_DIR, 'define.ts'))};\n${code.replace(DEFINED, '__define("$1", $2);')}`
    : code;

/** Comes after esbuild. */
export const withTags: Plugin = {
  name: 'with-tags',
  transform: (code, id) => (OURS.test(id) ? { code: defined(code), map: null } : null),
};

/** What esbuild writes above every module that has decorators. */
const HELPER = /^var __defProp = [\s\S]*?\nvar __decorateClass = [\s\S]*?\n\};\n/m;
/** A decorated field as esbuild writes it: ours have one decorator each. */
const FIELD = /__decorateClass\(\[\n\s*(property|state)\((.*)\)\n\], (\w+)\.prototype, "(\w+)", 2\);\n/g;

/** Where esbuild writes the static fields of a class. */
const STATIC = /^ {2}static \{\n {4}this\.styles = /m;

/** The state of a component by letters: nobody else reads it. What is taken from `this` by its name in braces keeps it. */
function lettered(code: string, names: readonly string[]): string {
  const kept = new Set([...code.matchAll(/\{([\w\s,:]*)\} = this;/g)].flatMap(([, taken]) => taken?.match(/\w+/g) ?? []));
  const letters = new Map(names.filter((name) => !kept.has(name)).map((name, at) => [name, String.fromCodePoint(97 + at)]));
  return code.replace(/\bthis\.(\w+)\b|\b(\w+): __state\b/g, (told, read: string | undefined, listed: string | undefined) => {
    const letter = letters.get(read ?? listed ?? '');
    return letter === undefined ? told : read === undefined ? `${letter}: __state` : `this.${letter}`;
  });
}

/**
 * Decorated fields as the list that Lit reads from a class: a name a field, where decorators are a call a field.
 * @throws when something else is decorated, two classes stand in one module, or the class has no styles.
 */
export const listed = (code: string): string => {
  let list = '';
  const owners = new Set<string>();
  const state: string[] = [];
  const rest = code.replace(HELPER, '').replace(FIELD, (_, kind: string, options: string, owner: string, name: string) => {
    owners.add(owner);
    if (kind === 'state') state.push(name);
    list += `${name}: ${kind === 'state' ? '__state' : options || '{}'}, `;
    return '';
  });
  if (!list) return code;
  if (owners.size > 1 || rest.includes('__decorateClass(') || !STATIC.test(rest)) throw new Error('Decorated otherwise than a component is');
  const whole = rest.replace(STATIC, (found) => found.replace('this.', `this.properties = { ${list}}; this.`));
  return `import { state as __state } from ${JSON.stringify(join(SMALL_DIR, 'fields.ts'))};\n${lettered(whole, state)}`;
};

/** Comes after esbuild. */
export const withLists: Plugin = {
  name: 'with-lists',
  transform: (code, id) => (OURS.test(id) && HELPER.test(code) ? { code: listed(code), map: null } : null),
};

/** What is left out of Lit, and what stands there instead: what only polyfills, a server, its warnings, or another kind of decorators or sheets than ours need. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/\b\w+\.\w+(PolyfillSupport|HydrateSupport)\b/g, '(void 0)'],
  [/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, '0'],
  // What decorators of the standard kind leave behind for a class.
  [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
  [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=)/, ''],
  [/static addInitializer\(t\)\{.*?\}(?=static )/, ''],
  [/,void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\)/, ''],
  [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
  // What a field may be told and none of ours is: how it is written as an attribute, what it is by default, when it counts as changed, that it has no accessor.
  [/,converter:\w+,reflect:!1,useDefault:!1,hasChanged:\w+(?=\})/, ''],
  [/\(void 0!==\w+\.converter\?\.toAttribute\?\w+\.converter:(\w+)\)/, '$1'],
  [/"function"==typeof \w+\.converter\?\{.*?\}:void 0!==\w+\.converter\?\.fromAttribute\?\w+\.converter:(?=\w+;)/, ''],
  [/!\(\(\w+\.hasChanged\?\?(\w+)\)(\(\w+,\w+\))\|\|.*?_\$Eu\(\w+,\w+\)\)\)/, '!$1$2'],
  [/\{useDefault:\w+,(reflect:\w+),wrapped:\w+\},\w+\)\{.*?\|\|\((?=this\._\$AL\.has)/, '{$1}){('],
  [/(?<=hasUpdated\|\|)\w+\|\|/, ''],
  [/=(\w+)\?\?this\._\$Ej\?\.get\(\w+\)\?\?\1/, '=$1'],
  [/!\w+\.noAccessor/, '!0'],
  // Fields whose names are symbols, and controllers that go, or want to know of each drawing: there are none.
  [/\[\.\.\.(\w+)\((\w+)\),\.\.\.\w+\(\2\)\]/, '$1($2)'],
  [/removeController\(\w\)\{[^{}]*\}/, ''],
  [/this\._\$EO\?\.forEach\(t=>t\.hostUpdated?\?\.\(\)\),/g, ''],
  // Templates of ours have neither comments nor expressions within <style>, <script>, <title> or <textarea>, and none is MathML.
  [/if\(\w+\.test\(\w+\.tagName\)\)\{.*?\}\}\}(?=else if\(8===)/, '}'],
  [/(?<=\.data===\w+\)\w+\.push\(\{type:2,index:\w+\}\));else\{let \w+=-1;.*?\}(?=\w+\+\+\}\})/, ';'],
  [/:3===\w+\?"<\/?math>":""/g, ':""'],
  [/,2===(\w)\|\|3===\1\)/, ',2===$1)'],
  [/"!--"===(\w+)\[1\].*?void 0!==\1\[2\]\?\(.*?,(\w+=\w+)\):void 0!==\1\[3\]&&\(\w+=\w+\)/, 'void 0!==$1[2]&&($2)'],
  [/(?<='"'===\w+\[3\]\?[\w$]+:[\w$]+\):\w+===[\w$]+\|\|\w+===[\w$]+\?\w+=\w+):.*?:\((\w+=\w+),\w+=void 0\)/, ':$1'],
  [/(?<=">"===\w\[0\]\?\(\w=)\w\?\?/, ''],
  // None says of a whole element, or of any other place, what only directives could, which may also wait for the element's coming and going.
  [/else \w+\.startsWith\(\w+\)&&\(\w+\.push\(\{type:6,index:\w+\}\),\w+\.removeAttribute\(\w+\)\);/, ';'],
  [/:6===\w+\.type&&\(\w+=new \w+\(\w+,this,\w+\)\)/, ':0'],
  [/function (\w)\((\w),(\w),\w=\2,\w\)\{if\(\3===\w\)return \3;.*?\),\3\}/, 'function $1($2,$3){return $3}'],
  [/get (?:parentNode|_\$AU|startNode|endNode|tagName)\(\)\{(?:[^{}]|\{\})*\}/g, ''],
  [/this\.type=\d,|constructor\(([\w,]*)\)\{super\((?:\1|\.\.\.arguments)\),this\.type=\d\}/g, ''],
  [/this\._\$AN=void 0,/g, ''],
  [/,this\._\$Cv=\w\?\.isConnected\?\?!0/, ''],
  [/setConnected\(\w\)\{.*?\)\)\}/, ''],
  [/this\._\$AP\?\.\(!1,!0,\w\)/, ''],
  [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/, ''],
  [/(?:dis)?connectedCallback\(\)\{super\.\w+\(\),this\._\$Do\?\.setConnected\(!\d\)\}/g, ''],
  // What is no template is refused without a word for developers, who have the original.
  [/(?<=throw Error\()"invalid template strings array"/, ''],
  // Nor is any of them compiled beforehand.
  [/"number"==typeof \w\?(this\._\$AC\(\w\)):\(.*?\),\w\)(?=;if)/, '$1'],
  // What listens is a function, without options of its own.
  [/(=\w===(\w)&&(\w)!==\2)\|\|\w\.capture!==\3\.capture\|\|\w\.once!==\3\.once\|\|\w\.passive!==\3\.passive/, '$1'],
  [/"function"==typeof (this\._\$AH)\?(\1\.call\(.*?\)):\1\.handleEvent\(\w\)/, '$2'],
  // Nothing is drawn before something else, or into another document.
  [/createRenderRoot\(\)\{const \w=super\.createRenderRoot\(\);.*?\}/, ''],
  [/(\w+)=(\w+)\?\.renderBefore\?\?(\w+);let/, '$1=$3;let'],
  [/const (\w)=\w\?\.renderBefore\?\?null;(\w\._\$litPart\$=\w=new \w+\(\w+\.insertBefore\(\w+\(\),)\1\),\1,/, '$2null),null,'],
  [/\(\w\?\.creationScope\?\?(\w)\)/, '$1'],
  // No field of ours has accessors of its own, or is one of a class above; and no update is held back or asked whether it should be.
  [
    /const\{get:\w,set:\w\}=\w\(this\.prototype,\w\)\?\?\{get\(\)\{return (this\[\w\])\},set\(\w\)\{this\[\w\]=\w\}\};return\{get:\w,set\((\w)\)\{const (\w)=\w\?\.call\(this\);\w\?\.call\(this,\2\),/,
    'return{get(){return $1},set(_){const $3=$1;$1=_,',
  ],
  [/,this\.prototype\.hasOwnProperty\((\w)\)&&\(\((\w)=Object\.create\(\2\)\)\.wrapped=!0\)/, ''],
  [/const (\w)=this\.constructor\.elementProperties;if\(\1\.size>0\).*?\}\}(?=let \w=!1)/, '}'],
  [
    /(?<=try\{)\w=this\.shouldUpdate\((\w)\),\w\?\((.*?)\):this\._\$EM\(\)(?=\}catch\((\w)\)\{throw )\}catch\(\3\)\{throw \w=!1,/,
    '$2}catch($3){throw ',
  ],
  [/(?<=\{throw this\._\$EM\(\),\w\})\w&&(?=this\._\$AE)/, ''],
  [/const \w=this\.scheduleUpdate\(\);return null!=\w&&await \w,/, 'return this.performUpdate(),'],
  [/(scheduleUpdate\(\)\{return this\.performUpdate\(\)\}|shouldUpdate\(\w\)\{return!0\})/g, ''],
  // Controllers come with their element, whose shadow is open and whose update is over when it says so.
  [/,void 0!==this\.renderRoot&&this\.isConnected&&\w\.hostConnected\?\.\(\)/, ''],
  [/this\.constructor\.shadowRootOptions/, '{mode:"open"}'],
  [/\w\.shadowRootOptions=\{mode:"open"\},/, ''],
  [/this\.getUpdateComplete\(\)\}getUpdateComplete\(\)\{return /, ''],
  [/if\(\w\.hasAttributes\(\)\)(?=for)/, ''],
  // Lists of sheets in lists, and the same sheet twice: ours are one flat list without repeats.
  [/static finalizeStyles\((\w)\)\{.*?return \w\}(?=static )/, 'static finalizeStyles($1){return $1}'],
];

/** Lit without what we don't use of it. */
export const unhooked = (code: string): string => LEFT_OUT.reduce((rest, [part, instead]) => rest.replace(part, instead), code);

export const withoutHooks: Plugin = {
  name: 'without-hooks',
  transform: (code, id) => (/\/(lit-html|lit-element|reactive-element)\.js$/.test(id) ? { code: unhooked(code), map: null } : null),
};
