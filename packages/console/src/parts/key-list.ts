import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SecretKey } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { ago, moment, shortDay } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { listTable } from './list-table.ts';
import { problemNotice } from './notice.ts';
import { overlapField, USUAL_OVERLAP_MS } from './overlap-field.ts';

/** The secret keys of the shop's own back end: a new one beside the old, then the old one ends, without a gap. */
@localized()
export class ConsoleKeys extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .made {
        max-width: 720px;
        margin-top: 16px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() timeZone = 'UTC';
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  /** The key just made: it is shown this once. */
  @state() private fresh = '';
  @state() private overlapMs = USUAL_OVERLAP_MS;
  readonly #list = new Ask<readonly SecretKey[]>(this);
  readonly #act = new Ask<true>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
  }

  override render() {
    return html`${problemNotice(this.#list.problem ?? this.#act.problem)}
      ${listTable(
        msg('Secret keys'),
        [msg('Key'), [msg('Made'), 'wide'], msg('Last used'), [msg('End'), 'only-heard']],
        (this.#list.value ?? []).map((key) => this.#renderRow(key)),
      )}
      <p><button class="more" ?disabled=${this.#act.busy} @click=${this.#onMake}>${msg('Make a further key')}</button></p>
      <div role="status">
        ${
          this.fresh
            ? html`<div class="made">
                <console-copy .label=${msg('The new secret key')} .value=${this.fresh}></console-copy>
                <p class="quiet">${msg('It is shown this once and kept nowhere. Put it into the shop’s back end now, never into a page.')}</p>
              </div>`
            : ''
        }
      </div>`;
  }

  #renderRow(key: SecretKey): TemplateResult {
    const { endsAtMs, lastUsedAtMs } = key;
    const nowMs = this.now();
    const ended = endsAtMs !== null && endsAtMs <= nowMs;
    const used = lastUsedAtMs === null ? msg('never') : ago(lastUsedAtMs, nowMs);
    return html`<tr class=${ended ? 'soft' : ''}>
      <td><span class="code">…${key.ending}</span><small class="narrow">${shortDay(key.madeAtMs, this.timeZone)}</small></td>
      <td class="wide date">${shortDay(key.madeAtMs, this.timeZone)}</td>
      <td>${used}</td>
      <td class="right">
        ${
          ended
            ? msg('ended')
            : endsAtMs !== null
              ? msg(str`ends ${moment(endsAtMs, this.timeZone)}`)
              : html`<console-confirm
                  .label=${msg('End')}
                  .about=${`…${key.ending}`}
                  .question=${msg(str`End the key …${key.ending}?`)}
                  .means=${msg(str`It was last used: ${used}. Whatever still uses it then is refused. Make a new one first, and let them overlap.`)}
                  .yes=${msg('Yes, end it')}
                  @rapport-yes=${() => this.#end(key.id)}
                >
                  ${overlapField(`overlap-${key.id}`, this.overlapMs, (overlapMs) => (this.overlapMs = overlapMs))}
                </console-confirm>`
        }
      </td>
    </tr>`;
  }

  async #read(): Promise<void> {
    await this.#list.run(async () => (await this.api.keys()).keys);
  }

  async #end(id: string): Promise<void> {
    if (await this.#act.run(() => this.api.endKey(id, this.overlapMs).then(() => true as const))) await this.#read();
  }

  readonly #onMake = async () => {
    await this.#act.run(async () => {
      this.fresh = (await this.api.makeKey()).secretKey;
      return true as const;
    });
    await this.#read();
  };
}
