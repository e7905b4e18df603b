import { msg, str } from '@lit/localize';
import { html, type LitElement, type TemplateResult } from 'lit';
import { problemWords } from './problem-words.ts';

/** Rows of a list that a shopper sent away: each stays in its place, says so and has the way back, until the list is asked for anew. */
export class Gone {
  #ids: readonly string[] = [];
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  has(id: string): boolean {
    return this.#ids.includes(id);
  }

  /** The list is another one. */
  forget(): void {
    this.#ids = [];
  }

  /** Sends a row away or brings it back: at once, with the focus kept in the row; a refusal leaves it as it was. Gives what went wrong in words, '' = nothing did. */
  async mark(id: string, isGone: boolean, work: () => Promise<unknown> | undefined): Promise<string> {
    const row = this.#host.shadowRoot?.activeElement?.closest('li');
    const draw = async (gone: boolean): Promise<void> => {
      const others = this.#ids.filter((one) => one !== id);
      this.#ids = gone ? [...others, id] : others;
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      row?.querySelector('button')?.focus();
    };
    await draw(isGone);
    try {
      await work();
      return '';
    } catch (problem) {
      await draw(!isGone);
      return problemWords(problem);
    }
  }
}

/** What stands in the place of something that was sent away. Whoever's focus is led to its button hears what it is about. */
export const renderGone = (words: string, back: () => unknown): TemplateResult =>
  html`<div class="gone" role="group" aria-label=${words}>
    <p class="quiet">${words}</p>
    <button class="bare" @click=${back}>${msg('Undo', { id: 'undo' })}</button>
  </div>`;

/** What is said of a thing that isn't for them. */
export const hiddenWords = (title: string): string => msg(str`“${title}” won’t be shown again.`, { id: 'hidden' });
