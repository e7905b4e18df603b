import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../serve/paths.ts';
import type { SitePage } from './frame.ts';
import { html } from './html.ts';
import { code, markdown, type LinkMap } from './markdown.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Where the documents of the repository are on the site; what isn't there stays a name. */
const LINKS: Readonly<Record<string, string>> = {
  'docs/components.md': '/docs/components/',
  'docs/problems.md': '/docs/problems',
  'docs/examples': '/docs/examples',
  'docs/embedding.md': '/docs/embedding',
  'docs/look.md': '/docs/look',
};
const link: LinkMap = (href) => LINKS[href] ?? (/^[a-z]+:/.test(href) ? href : null);

/** The pages that people wrote: the start, how it looks, examples. */
export const writtenPages = (): readonly SitePage[] => [
  {
    path: '/docs/',
    title: 'Start',
    about: 'What Rapport is, and the one line that brings it into a page.',
    body: html`<div class="prose">${markdown(read('README.md'), link)}</div>`,
  },
  {
    path: '/docs/embedding',
    title: 'Embedding',
    about: 'Plain HTML, Next, Astro, React, Vue, Svelte, Shopify, WooCommerce: what was run, and the lines for each.',
    body: html`<div class="prose">${markdown(read('docs/embedding.md'), link)}</div>`,
  },
  {
    path: '/docs/look',
    title: 'Look',
    about: 'Tokens, parts, slots, themes: how the components take a shop’s look.',
    body: html`<div class="prose">${markdown(read('docs/look.md'), link)}</div>`,
  },
  {
    path: '/docs/examples',
    title: 'Examples',
    about: 'A plain page, React, Vue and Svelte, as they are built and used in the tests.',
    body: html`<h1>Examples</h1>
      <p class="lead">Built from the packages and used in Chromium by the tests, as they stand here.</p>
      ${globSync('docs/examples/*', { cwd: ROOT })
        .toSorted()
        .map(
          (file) =>
            html`<h2 id="${basename(file).replace('.', '-')}">${basename(file)}</h2>
              ${code(read(file).trimEnd())}`,
        )}`,
  },
];
