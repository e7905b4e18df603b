import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { PagesOf } from './pages-of.ts';

/** What stands above a column; with how the column looks ('right', 'wide'), or 'only-heard' where its cells speak for themselves. */
export type Head = string | readonly [words: string, look: string];

/** A list as a table: its name, said only to those who hear it, or the id of the heading that names it; a head for each column; rows (`<tr>`) below. */
export const listTable = (name: string | { readonly by: string }, heads: readonly Head[], rows: unknown): TemplateResult =>
  html`<table aria-labelledby=${typeof name === 'string' ? nothing : name.by}>
    ${
      typeof name === 'string'
        ? html`<caption class="only-heard">
            ${name}
          </caption>`
        : nothing
    }
    <thead>
      <tr>
        ${heads.map((head) => {
          const [words, look] = typeof head === 'string' ? [head, ''] : head;
          return look === 'only-heard'
            ? html`<th scope="col"><span class="only-heard">${words}</span></th>`
            : html`<th scope="col" class=${look || nothing}>${words}</th>`;
        })}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;

/** The way to a list's next page, where there is one. */
export const moreButton = (pages: PagesOf<unknown>, words: string = msg('More')): TemplateResult | typeof nothing =>
  pages.next === null ? nothing : html`<button type="button" class="more" ?disabled=${pages.busy} @click=${() => pages.more()}>${words}</button>`;
