import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ClientController } from './client-controller.ts';

// What several components show in the same way.

/** The title, which the page may put its own in the place of. */
export const heading = (words: string): TemplateResult => html`<h2 part="heading"><slot name="heading">${words}</slot></h2>`;

/** Room for a title that is not known yet: the shop may have its own words for it, and they may be on their way. */
export const headingRoom = html`<h2 part="heading" aria-hidden="true"><slot name="heading">&nbsp;</slot></h2>`;

/** The focus of who sent a row of a list away goes to the row that stands there now. Call it once that is drawn. */
export const focusRow = (root: ParentNode, at: number): void => {
  const rows = root.querySelectorAll('li');
  rows[Math.min(at, rows.length - 1)]?.querySelector('button')?.focus();
};

/** What went wrong with something the shopper did; '' = nothing did. */
export const trouble = (words: string): TemplateResult | typeof nothing => (words ? html`<p class="quiet" role="alert">${words}</p>` : nothing);

/** A sentence of a component, which the page may put its own in the place of. */
export const line = (slot: 'guest' | 'empty' | 'failed', words: string): TemplateResult =>
  html`<p class="quiet"><slot name=${slot}>${words}</slot></p>`;

/** What can't be shown, and a way to try again: what was asked for (`asked`), or, where nothing is known of the shopper, everything. */
export const notShown = (words: string, { view, client }: ClientController, asked?: { forget(): void }): TemplateResult =>
  html`${line('failed', words)}
    <button class="bare" @click=${() => (view && asked ? asked.forget() : void client?.reload())}>${msg('Try again', { id: 'again' })}</button>`;
