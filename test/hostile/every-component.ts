import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../scripts/serve/paths.ts';
import { ATTRIBUTES } from '../../scripts/shots/states.ts';

/** A component as its page in the docs tells of it. */
interface Told {
  readonly tagName?: string;
  readonly cssParts?: readonly { readonly name: string }[];
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'packages/elements/custom-elements.json'), 'utf8')) as {
  modules: readonly { readonly declarations: readonly Told[] }[];
};
/** Components for a page. Those that only stand in another are named in its parts. */
export const EVERY = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .flatMap(({ tagName = '', cssParts = [] }) =>
    tagName ? [{ name: tagName.slice('rapport-'.length), parts: cssParts.map(({ name }) => name) }] : [],
  )
  .filter(({ name }) => !/^(inbox-.+|home|contact|reminders)$/.test(name));

/** What axe is, as a page takes it. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Lays a page out anew with every component on it. */
export const putEvery = (page: Page): Promise<void> =>
  page.evaluate(
    ([names, attributes]) => {
      const parts = names.map((name) => `<rapport-${name} ${attributes[name] ?? ''}></rapport-${name}>`);
      document.body.style.margin = '0';
      document.body.innerHTML = `<main><h1>Bowl</h1>${parts.join('')}</main>`;
    },
    [EVERY.map(({ name }) => name), ATTRIBUTES] as const,
  );

/** Somebody who was asked before is not asked again; here they are. */
export const askAgain = (page: Page): Promise<void> =>
  page.evaluate(() => customElements.whenDefined('rapport-consent').then(() => document.querySelector('rapport-consent')?.removeAttribute('closed')));
