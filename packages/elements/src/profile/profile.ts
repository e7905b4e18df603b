import { msg, str } from '@lit/localize';
import { askProfile, putOffProfile, tellProfile } from '@rapport/client/profile';
import type { MyProfile, ProfileQuestion } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { pointsWords } from '../internal/points-words.ts';
import { trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { fields } from '../styles/fields.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './profile.styles.ts';

/**
 * Asks one thing about the shopper, says why and what it earns, and takes "not now" for an answer. Shows nothing while there is nothing to ask.
 * @csspart question - The question. @csspart answer - One answer to choose.
 */
export class RapportProfile extends LitElement {
  static override styles = [tokens, buttons, rows, fields, styles];

  /** Also lists what was told before, to look at and take back. */
  @property({ type: Boolean }) all = false;

  @state() private busy = false;
  @state() private said = '';
  @state() private trouble = '';
  readonly #client = new ClientController(this);
  readonly #profile = new Asked<MyProfile>(this);
  #asked = false;

  override willUpdate(): void {
    if (this.#asked || !this.#client.view) return;
    this.#asked = true;
    void this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    const { value } = this.#profile;
    if (!value || this.#client.standing === 'failed') return nothing;
    const { question, answers } = value;
    return html`${question ? this.#renderQuestion(question) : nothing}
      <p class="quiet" role="status">${this.said}</p>
      ${trouble(this.trouble)}
      ${
        this.all && answers.length
          ? html`<ul role="list">
              ${answers.map(
                ({ id, label, value: told }) =>
                  html`<li>
                    <span class="told"><span class="quiet">${label}</span> ${this.#words(told)}</span>
                    <button
                      class="bare"
                      ?disabled=${this.busy}
                      aria-label=${msg(str`Take back: ${label}`, { id: 'profile.undo-this' })}
                      @click=${() => this.#tell(id, null)}
                    >
                      ${msg('Take back', { id: 'profile.undo' })}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }`;
  }

  #renderQuestion(question: ProfileQuestion): TemplateResult {
    const { id, type, label, purpose, points } = question;
    const worth = points ? pointsWords(points, this.#client.locale) : '';
    const told = `${purpose} ${worth ? msg(str`Your answer brings ${worth}.`, { id: 'profile.worth' }) : ''}`.replace('。 ', '。');
    const chosen = type === 'flag' ? [true, false] : question.choices;
    const isOpen = type !== 'flag' && type !== 'choice';
    return html`<form @submit=${(event: SubmitEvent) => this.#onSubmit(event, question)}>
      <h2 id="question" part="question">${label}</h2>
      <p class="quiet" id="why">${told}</p>
      <div class="acts" role="group" aria-labelledby="question" aria-describedby="why">
        ${
          isOpen
            ? html`<input
                  name="answer"
                  required
                  maxlength="300"
                  step="any"
                  type=${type}
                  autocomplete="off"
                  aria-labelledby="question"
                  aria-describedby="why"
                /><button class="filled" ?disabled=${this.busy}>${msg('Tell', { id: 'profile.tell' })}</button>`
            : chosen.map(
                (one) =>
                  html`<button type="button" class="plain" part="answer" ?disabled=${this.busy} @click=${() => this.#tell(id, one, worth)}>
                    ${this.#words(one)}
                  </button>`,
              )
        }
        <button type="button" class="bare" ?disabled=${this.busy} @click=${() => this.#later(id)}>${msg('Not now', { id: 'profile.later' })}</button>
      </div>
    </form>`;
  }

  #words(value: string | number | boolean): string {
    if (typeof value === 'boolean') return value ? msg('Yes', { id: 'profile.yes' }) : msg('No', { id: 'profile.no' });
    return typeof value === 'number' ? new Intl.NumberFormat(this.#client.locale).format(value) : value;
  }

  #onSubmit(event: SubmitEvent, { id, type, points }: ProfileQuestion): void {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('answer') ?? '').trim();
    if (text) void this.#tell(id, type === 'number' ? Number(text) : text, points ? pointsWords(points, this.#client.locale) : '');
  }

  async #tell(id: string, value: string | number | boolean | null, worth = ''): Promise<void> {
    await this.#do(async (client) => {
      await tellProfile(client, id, value);
      if (value === null) return msg('Taken back.', { id: 'profile.undone' });
      return worth ? msg(str`Thank you. ${worth} are yours.`, { id: 'profile.thanks-points' }) : msg('Thank you.', { id: 'profile.thanks' });
    });
  }

  async #later(id: string): Promise<void> {
    await this.#do(async (client) => {
      await putOffProfile(client, id);
      return msg('All right, another time.', { id: 'profile.put-off' });
    });
  }

  async #do(work: (client: NonNullable<ClientController['client']>) => Promise<string>): Promise<void> {
    const { client } = this.#client;
    if (!client || this.busy) return;
    this.busy = true;
    this.trouble = this.said = '';
    try {
      const said = await work(client);
      await this.#load();
      this.said = said;
    } catch (problem) {
      this.trouble = problemWords(problem);
    } finally {
      this.busy = false;
    }
  }

  async #load(): Promise<void> {
    const { client } = this.#client;
    if (client) await this.#profile.run(() => askProfile(client));
  }
}
