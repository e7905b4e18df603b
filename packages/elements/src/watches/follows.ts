import { msg, str } from '@lit/localize';
import type { Client } from '@rapport/client';
import { contact } from '@rapport/client/preferences';
import { askFollows, declineFollow, keepWatch } from '@rapport/client/watches';
import type { FollowIdea, FollowIdeas, WatchAsk } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
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
              ${ideas.map((idea) => this.#renderIdea(idea))}
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

  #renderIdea({ id, what, name, because }: FollowIdea): TemplateResult {
    const ask: WatchAsk = { kind: 'follow', what, name };
    return html`<li part="idea">
      <div class="name">${name}</div>
      <div class="quiet">
        ${because === 'bought' ? msg('Because of what you bought', { id: 'follows.bought' }) : msg('Because of what you looked at', { id: 'follows.looked' })}
      </div>
      <div class="acts">
        <button class="bare" aria-busy=${this.#mine.busy} @click=${() => this.#answer(id, ask)}>${actionWords(ask)}</button>
        <button
          class="bare"
          aria-label=${msg(str`Don’t ask again about “${name}”`, { id: 'follows.decline-this' })}
          @click=${() => this.#answer(id, null)}
        >
          ${msg('Don’t ask again', { id: 'follows.decline' })}
        </button>
      </div>
    </li>`;
  }

  /** Follows it, or is not asked again. What is shown stays when it can't be done. */
  #answer(id: string, ask: WatchAsk | null): void {
    void this.#act(async (client, { ideas, automatic }) => {
      await (ask ? keepWatch(client, ask, agreedWords('follow')) : declineFollow(client, id));
      return { ideas: ideas.filter((one) => one.id !== id), automatic };
    });
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
