import { msg, str } from '@lit/localize';
import type { Client } from '@rapport/client';
import { contact } from '@rapport/client/preferences';
import { askFollows, declineFollow, keepWatch } from '@rapport/client/watches';
import type { FollowIdea, FollowIdeas, WatchAsk } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { Gone, hiddenWords, renderGone } from '../internal/gone.ts';
import { actionWords, agreedWords } from '../watch/watch-words.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './watches.styles.ts';

/**
 * What a shopper comes back to often: followed with one tap, or never asked of again; and, where the shop offers it, whether such things are followed for them. Takes no
 * room without any. Part of `rapport-watches`.
 * @csspart idea - One of them.
 */
export class RapportFollows extends LitElement {
  static override styles = [tokens, buttons, rows, styles];

  readonly #client = new ClientController(this);
  readonly #gone = new Gone(this);
  readonly #mine = new Asked<FollowIdeas>(this);

  override willUpdate(): void {
    const { client, view } = this.#client;
    if (client && view) this.#mine.askFor(client.round, () => askFollows(client));
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this.#client;
    const { ideas = [], automatic = null } = this.#mine.value ?? {};
    if (!view || (ideas.length === 0 && automatic === null)) return nothing;
    return html`${
      ideas.length > 0
        ? html`<h3>${msg('You often come back to', { id: 'follows.title' })}</h3>
            <ul role="list">
              ${ideas.map((idea) => html`<li part="idea">${this.#gone.has(idea.id) ? renderGone(hiddenWords(idea.name), () => this.#decline(idea, false)) : this.#renderIdea(idea)}</li>`)}
            </ul>
            ${view.consent.messages === 'granted' ? nothing : html`<p class="quiet">${agreedWords('follow')}</p>`}`
        : nothing
    }
    ${
      automatic === null
        ? nothing
        : html`<label class="tick"
            ><input type="checkbox" .checked=${automatic} @change=${(event: Event) => this.#letBe(event.target as HTMLInputElement)} />
            ${msg('Follow for me what I often come back to', { id: 'follows.automatic' })}</label
          >`
    }`;
  }

  #renderIdea(idea: FollowIdea): TemplateResult {
    const { what, name, because } = idea;
    const ask: WatchAsk = { kind: 'follow', what, name };
    return html`<div class="name">${name}</div>
      <div class="quiet">
        ${because === 'bought' ? msg('Because of what you bought', { id: 'follows.bought' }) : msg('Because of what you looked at', { id: 'follows.looked' })}
      </div>
      <div class="acts">
        <button class="bare" aria-busy=${this.#mine.busy} @click=${() => this.#follow(idea, ask)}>${actionWords(ask)}</button>
        <button
          class="bare"
          aria-label=${msg(str`Don’t ask again about “${name}”`, { id: 'follows.decline-this' })}
          @click=${() => this.#decline(idea, true)}
        >
          ${msg('Don’t ask again', { id: 'follows.decline' })}
        </button>
      </div>`;
  }

  /** What is shown stays when it can't be done. */
  #follow(idea: FollowIdea, ask: WatchAsk): void {
    void this.#act(async (client, { ideas, automatic }) => {
      await keepWatch(client, ask, agreedWords('follow'));
      return { ideas: ideas.filter((one) => one !== idea), automatic };
    });
  }

  #decline({ id }: FollowIdea, declined: boolean): void {
    const { client } = this.#client;
    void this.#gone.mark(id, declined, async () => client && declineFollow(client, id, declined));
  }

  async #letBe(input: HTMLInputElement): Promise<void> {
    const follows = input.checked;
    await this.#act(async (client, mine) => {
      await contact(client, 'preferences', { follows });
      return { ...mine, automatic: follows };
    });
    input.checked = this.#mine.value?.automatic === true;
  }

  async #act(work: (client: Client, mine: FollowIdeas) => Promise<FollowIdeas>): Promise<void> {
    const { client } = this.#client;
    const { value, busy } = this.#mine;
    if (client && value && !busy) await this.#mine.run(() => work(client, value));
  }
}
