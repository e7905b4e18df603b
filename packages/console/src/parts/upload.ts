import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ImportFormat, ImportReport } from '@rapport/protocol';
import { LIMITS } from '@rapport/protocol/wire';
import type { Api } from '../api.ts';
import { RapportImportedEvent } from '../events.ts';
import { size } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { formatOfFile } from './csv-kind.ts';
import { formatName, importReport, importSentence } from './import-words.ts';
import { problemNotice } from './notice.ts';
import { Watchman } from './watchman.ts';

/**
 * Takes a catalogue file, sends it, and shows what became of it.
 * @event {RapportImportedEvent} rapport-imported - An import came to its end.
 */
@localized()
export class ConsoleUpload extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .drop {
        display: grid;
        gap: 8px;
        justify-items: start;
        padding: 20px;
        border: 1px dashed var(--edge);
        border-radius: 8px;
      }
      .drop.over {
        border-color: var(--jade);
        background: var(--jade-ground);
      }
      input:focus-visible + .button {
        outline: 2px solid var(--jade);
        outline-offset: 2px;
      }
      .name {
        overflow-wrap: anywhere;
      }
      progress {
        width: 100%;
        max-width: 560px;
        height: 4px;
        accent-color: var(--jade);
      }
      .report {
        margin-top: 24px;
      }
      .line {
        width: 6em;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() timeZone = 'UTC';
  /** While an import runs: how often to ask for its report, in ms. */
  @property({ type: Number }) everyMs = 700;
  @state() private file: File | null = null;
  @state() private found: ImportFormat | null = null;
  @state() private chosen: ImportFormat | 'auto' = 'auto';
  @state() private over = false;
  readonly #ask = new Ask<ImportReport>(this);
  readonly #watchman = new Watchman(this, () => this.#look());

  override willUpdate(_changed: PropertyValues<this>): void {
    this.#watchman.everyMs = this.#ask.value?.state === 'running' ? this.everyMs : null;
  }

  override render() {
    return html`<form @submit=${this.#onSubmit}>
        ${this.#renderDrop()} ${this.file ? this.#renderFormat() : nothing}
        ${this.#tooLarge ? html`<p class="wrong">${msg('This file is larger than 64 MB. Cut it in two; each part needs the header line.')}</p>` : nothing}
        ${this.file ? html`<div><button class="first" ?disabled=${!this.#ready}>${msg('Import')}</button></div>` : nothing}
      </form>
      ${problemNotice(this.#ask.problem)} ${this.#renderReport()}`;
  }

  #renderDrop(): TemplateResult {
    return html`<div class="drop ${this.over ? 'over' : ''}" @dragover=${this.#onDragOver} @dragleave=${this.#onDragLeave} @drop=${this.#onDrop}>
      <span class="row">
        <input
          id="file"
          class="only-heard"
          type="file"
          accept=".csv,.xml,.tsv,.txt,.gz,text/csv,application/xml"
          aria-describedby="file-hint"
          @change=${this.#onFile}
        />
        <label class="button" for="file">${this.file ? msg('Choose another file') : msg('Choose a file')}</label>
        ${this.file ? html`<span class="name">${this.file.name}</span>` : nothing}
      </span>
      <p class="hint" id="file-hint">
        ${this.file ? size(this.file.size) : msg('A CSV file (from Shopify: Products, Export) or a Google Merchant feed. You can also drop it here.')}
      </p>
    </div>`;
  }

  #renderFormat(): TemplateResult {
    const auto = this.found ? msg(str`By its header line: ${formatName(this.found)}`) : msg('By its header line: not recognised');
    return html`<fieldset>
      <legend>${msg('Form of the file')}</legend>
      <div class="choices">
        ${this.#renderChoice('auto', auto)} ${this.#renderChoice('shopify-csv', formatName('shopify-csv'))}
        ${this.#renderChoice('rapport-csv', formatName('rapport-csv'))} ${this.#renderChoice('merchant-feed', formatName('merchant-feed'))}
      </div>
      ${this.#format ? nothing : html`<p class="wrong">${msg('The header line is neither Shopify’s nor ours. Choose the form, or choose another file.')}</p>`}
    </fieldset>`;
  }

  #renderChoice(value: ImportFormat | 'auto', words: string): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name="format" value=${value} .checked=${this.chosen === value} @change=${() => (this.chosen = value)} />${words}
    </label>`;
  }

  #renderReport(): TemplateResult | typeof nothing {
    const report = this.#ask.value;
    if (!report) return this.#ask.busy ? html`<div class="report"><progress aria-label=${msg('Sending the file')}></progress></div>` : nothing;
    const running = report.state === 'running';
    return html`<div class="report" aria-live="polite" aria-busy=${running ? 'true' : 'false'}>
      ${
        running
          ? html`<p>${importSentence(report)}</p>
              <progress aria-label=${msg('Reading the file')}></progress>`
          : importReport(this.api, report, this.timeZone)
      }
    </div>`;
  }

  get #format(): ImportFormat | null {
    return this.chosen === 'auto' ? this.found : this.chosen;
  }

  get #tooLarge(): boolean {
    return (this.file?.size ?? 0) > LIMITS.importBytes;
  }

  get #ready(): boolean {
    return !this.#ask.busy && this.#ask.value?.state !== 'running' && this.#format !== null && !this.#tooLarge;
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { file } = this;
    const format = this.#format;
    if (!file || !format) return;
    this.#ask.value = null;
    this.#tellIfEnded(await this.#ask.run(() => this.api.startImport(format, file)));
  };

  async #look(): Promise<void> {
    const id = this.#ask.value?.id;
    if (id) this.#tellIfEnded(await this.#ask.run(() => this.api.import(id)));
  }

  #tellIfEnded(report: ImportReport | null): void {
    if (report && report.state !== 'running') this.dispatchEvent(new RapportImportedEvent(report));
  }

  readonly #onFile = (event: Event) => this.#take((event.currentTarget as HTMLInputElement).files);

  readonly #onDragOver = (event: DragEvent) => {
    event.preventDefault();
    this.over = true;
  };

  readonly #onDragLeave = () => {
    this.over = false;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.over = false;
    const input = this.renderRoot.querySelector('input');
    const files = event.dataTransfer?.files;
    if (input && files?.length) input.files = files;
    return this.#take(files ?? null);
  };

  async #take(files: FileList | null): Promise<void> {
    const file = files?.[0] ?? null;
    this.chosen = 'auto';
    this.found = file && (await formatOfFile(file));
    this.file = file;
  }
}
