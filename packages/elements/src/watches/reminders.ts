import { msg, str } from '@lit/localize';
import { askReminders, stopReminder } from '@rapport/client/watches';
import type { MyReminder } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { day } from '../internal/format.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './watches.styles.ts';

/**
 * What a shopper will be reminded of after a purchase, the next first; each can be stopped and taken up again. Takes no room without any. Part of `rapport-watches`.
 * @csspart reminder - One reminder.
 */
export class RapportReminders extends LitElement {
  static override styles = [tokens, buttons, rows, styles];

  readonly #client = new ClientController(this);
  readonly #mine = new Asked<readonly MyReminder[]>(this);

  override willUpdate(): void {
    const { client, view } = this.#client;
    if (client && view) this.#mine.askFor(client.round, () => askReminders(client));
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.#client.view || !this.#mine.value?.length) return nothing;
    return html`<h3>${msg('What we remind you of', { id: 'reminders.title' })}</h3>
      <ul role="list">
        ${this.#mine.value.map((reminder) => this.#renderReminder(reminder))}
      </ul>`;
  }

  #renderReminder({ id, product, title, boughtAtMs, dueAtMs, stopped }: MyReminder): TemplateResult {
    const { locale } = this.#client;
    const [bought, due] = [boughtAtMs, dueAtMs].map((atMs) => day(atMs, Date.now(), locale));
    const label = stopped
      ? msg(str`Go on reminding me of “${title}”`, { id: 'reminders.again' })
      : msg(str`Stop reminding me of “${title}”`, { id: 'reminders.stop' });
    return html`<li part="reminder" class=${stopped ? 'paused' : ''}>
      <div class="name">${title}</div>
      <div class="quiet">
        ${stopped ? msg('stopped', { id: 'reminders.stopped' }) : due} · ${msg(str`${product}, bought on ${bought}`, { id: 'reminders.why' })}
      </div>
      <div class="acts">
        <button class="bare" aria-label=${label} aria-busy=${this.#mine.busy} @click=${() => void this.#stop(id, !stopped)}>
          ${stopped ? msg('Go on', { id: 'watches.resume' }) : msg('Stop', { id: 'reminders.stop-word' })}
        </button>
      </div>
    </li>`;
  }

  /** What is shown stays when it can't be done. */
  async #stop(id: string, stopped: boolean): Promise<void> {
    const { client } = this.#client;
    if (!client || this.#mine.busy) return;
    await this.#mine.run(async () => {
      await stopReminder(client, id, stopped);
      return (this.#mine.value ?? []).map((one) => (one.id === id ? { ...one, stopped } : one));
    });
  }
}
