import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OfferPlacement, Placement } from '@rapport/protocol';
import type { Declaration, Manifest } from '../docs/elements.ts';
import { ROOT } from '../serve/paths.ts';
import { ATTRIBUTES } from '../shots/states.ts';
import type { SitePage } from './frame.ts';
import { html, type Child, type Markup } from './html.ts';
import { code, inline } from './markdown.ts';

type Member = NonNullable<Declaration['members']>[number];

/** Parts of other components, which those bring along. */
const INNER = ['rapport-home', 'rapport-inbox-list', 'rapport-inbox-panel'];
/** What a name of a type stands for, where a reader must choose. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  OfferPlacement: OfferPlacement.options,
  Placement: Placement.options,
  Place: ['home', 'rewards', 'for-you', 'inbox', 'settings'],
  WatchKind: ['search', 'follow', 'price', 'stock', 'like'],
  Followed: ['brand', 'author', 'series', 'category'],
};
/** Tokens that every component takes, as the playground offers them: name, words, what it usually is, kind of field. */
export const TOKENS = [
  ['--rapport-accent', 'Accent', '#2f6b57', 'color'],
  ['--rapport-ink', 'Ink', '#1b1b18', 'color'],
  ['--rapport-surface', 'Ground of what floats', '#ffffff', 'color'],
  ['--rapport-radius', 'Surfaces’ corners', '12', 'range'],
  ['--rapport-control-radius', 'Controls’ corners', '8', 'range'],
  ['--rapport-gap', 'Space', '12', 'range'],
  ['--rapport-font-size', 'Text', '15', 'range'],
] as const;
const GROUNDS = ['Page', 'White', 'Black', 'Clay', 'Pine'];

/** The components of the manifest, each with its tag. */
function components(): { tag: string; element: Declaration }[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'packages/elements/custom-elements.json'), 'utf8')) as Manifest;
  const classes = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  return manifest.modules
    .flatMap(({ exports = [] }) => exports)
    .filter(({ kind, name }) => kind === 'custom-element-definition' && !INNER.includes(name))
    .flatMap(({ name, declaration }) => classes.filter((one) => one.name === declaration.name).map((element) => ({ tag: name, element })))
    .toSorted((a, b) => a.tag.localeCompare(b.tag));
}

/** A page for every component, from its docstrings, with the component itself to be tried; and the list of them. */
export function componentPages(): readonly SitePage[] {
  const all = components();
  const first = (text = ''): string => /^[\s\S]*?[.](?=\s|$)/.exec(text)?.[0].replaceAll(/\s+/g, ' ') ?? text;
  return [
    {
      path: '/docs/components/',
      title: 'All components',
      about: 'What a shopper sees, tag by tag.',
      body: html`<h1>Components</h1>
        <p class="lead">Put a tag where the thing should stand. Its code is loaded when the tag is first seen, whatever made the page.</p>
        <dl class="list">
          ${all.map(
            ({ tag, element }) =>
              html`<dt>
                  <a href="/docs/components/${tag}"><code>${tag}</code></a>
                </dt>
                <dd>${first(element.description)}</dd>`,
          )}
        </dl>`,
    },
    ...all.map(({ tag, element }) => componentPage(tag, element)),
  ];
}

function componentPage(tag: string, element: Declaration): SitePage {
  const isPublic = ({ privacy, static: isStatic, inheritedFrom, name = '' }: Member): boolean =>
    privacy !== 'private' && privacy !== 'protected' && !isStatic && !inheritedFrom && !name.startsWith('#');
  const members = (element.members ?? []).filter(isPublic);
  const attributes = members.filter(({ kind, attribute }) => kind === 'field' && attribute !== undefined);
  const methods = members.filter(({ kind, description }) => kind === 'method' && description);
  const events = (element.events ?? []).filter(({ description }) => description);
  const { slots = [], cssParts = [], cssProperties = [], description = '' } = element;
  return {
    path: `/docs/components/${tag}`,
    title: tag,
    about: description.replaceAll(/\s+/g, ' ').slice(0, 240),
    words: [...attributes, ...events, ...slots, ...cssParts].map(({ name = '' }) => name).join(' '),
    body: html`<h1><code>&lt;${tag}&gt;</code></h1>
      ${description.split(/\n{2,}/).map((part, at) => html`<p${at ? '' : html` class="lead"`}>${inline(part.replaceAll(/\s+/g, ' ').trim())}</p>`)}
      ${playground(tag, attributes, slots)}
      ${table('Attributes', ['Attribute', 'Type', 'Usually'], attributes, ({ attribute, type, default: usual }) => [attribute, type?.text, usual])}
      ${table('Events', ['Event', 'Class'], events, ({ name, type }) => [name, type?.text])}
      ${table('Slots', ['Slot'], slots, ({ name }) => [name || 'the content'])} ${table('CSS parts', ['Part'], cssParts, ({ name }) => [name])}
      ${table('CSS properties', ['Property', 'Usually'], cssProperties, ({ name, default: usual }) => [name, usual])}
      ${table('Methods', ['Method'], methods, ({ name, parameters = [] }) => [`${name}(${parameters.map((one) => one.name).join(', ')})`])}`,
  };
}

/** Facts of a kind, each with what it means; nothing where there are none. */
function table<T extends { readonly description?: string }>(
  title: string,
  heads: readonly string[],
  items: readonly T[],
  cells: (item: T) => readonly (string | undefined)[],
): Child {
  if (!items.length) return null;
  const row = (item: T): Markup => {
    const [name, ...more] = cells(item);
    return html`<tr>
      <th scope="row"><code>${name}</code></th>
      ${more.map((cell, at) => html`<td data-head="${heads[at + 1] ?? ''}">${cell ? html`<code>${cell}</code>` : ''}</td>`)}
      <td>${inline((item.description ?? '').replaceAll(/\s+/g, ' '))}</td>
    </tr>`;
  };
  return html`<h2>${title}</h2>
    <div class="wide" role="group" aria-label="${title}" tabindex="0">
      <table>
        <thead>
          <tr>
            ${[...heads, 'What it is'].map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${items.map(row)}
        </tbody>
      </table>
    </div>`;
}

const choicesOf = (type = ''): readonly string[] => {
  const parts = type.split('|').map((part) => part.trim());
  const values = parts.flatMap((part) => CHOICES[part] ?? (/^'[^']*'$/.test(part) ? [part.slice(1, -1)] : []));
  return parts.length && values.length >= parts.length ? values : [];
};

/** A field for an attribute, filled with what makes the example telling. */
function attributeField(tag: string, { attribute = '', type, default: usual = '' }: Member): Markup {
  const told = new RegExp(`(?:^|\\s)${attribute}="([^"]*)"`).exec(ATTRIBUTES[tag.slice('rapport-'.length)] ?? '')?.[1];
  const value = told ?? usual.replaceAll(/^'|'$/g, '').replace(/^(null|\[\])$/, '');
  const name = `attribute:${attribute}`;
  const choices = choicesOf(type?.text);
  if (type?.text === 'boolean') return html`<label class="check"><input type="checkbox" name="${name}" /> <code>${attribute}</code></label>`;
  if (choices.length)
    return html`<label
      ><code>${attribute}</code
      ><select name="${name}" data-usual="${value}">
        ${choices.map((one) => html`<option${one === value ? html` selected` : ''}>${one}</option>`)}
      </select></label
    >`;
  const isNumber = type?.text.startsWith('number');
  return html`<label
    ><code>${attribute}</code
    ><input name="${name}" type="${isNumber ? 'number' : 'text'}" value="${value}" data-usual="${told === undefined ? value : ''}" autocomplete="off"
  /></label>`;
}

/** The component in a frame of its page, with fields for its attributes, slots and tokens, and the code that says the same. */
function playground(tag: string, attributes: readonly Member[], slots: NonNullable<Declaration['slots']>): Markup {
  const fields = attributes.map((one) => attributeField(tag, one));
  const named = slots.filter(({ name }) => name);
  return html`<section class="play" data-play="${tag}" aria-label="Try it">
    <div class="stage" data-stage><p class="quiet">The component is shown here once its script has run.</p></div>
    <form class="knobs">
      ${
        fields.length
          ? html`<fieldset>
              <legend>Attributes</legend>
              ${fields}
            </fieldset>`
          : ''
      }
      ${
        named.length
          ? html`<fieldset>
              <legend>Slots</legend>
              ${named.map(({ name }) => html`<label><code>${name}</code><input name="slot:${name}" autocomplete="off" /></label>`)}
            </fieldset>`
          : ''
      }
      <fieldset>
        <legend>Tokens</legend>
        ${TOKENS.map(([name, words, usual, kind]) => html`<label>${words}<input type="${kind}" name="token:${name}" value="${usual}" data-usual="${usual}" ${kind === 'range' ? html` min="0" max="28"` : ''} /></label>`)}
        <label
          >Ground<select name="ground">
            ${GROUNDS.map((one) => html`<option>${one}</option>`)}
          </select></label
        >
        <label
          >Language<select name="language">
            <option value="en">English</option>
            <option value="zh-Hant">繁體中文</option>
          </select></label
        >
      </fieldset>
    </form>
    <div data-code>${code(`<${tag}></${tag}>`)}</div>
    <p class="quiet" data-heard role="status"></p>
  </section>`;
}
