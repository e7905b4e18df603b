import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AudienceCount, Segment, SegmentList, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { conditionFields, FIRST_CONDITION } from '../parts/condition-fields.ts';
import { textField } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { PeopleCounts } from '../parts/people-counts.ts';
import { draftOf, idFor, ruleOf } from '../parts/segment-draft.ts';
import type { RuleField, SegmentDraft } from '../parts/segment-draft.ts';
import { segmentStyles } from '../parts/segment-styles.ts';
import { wholeSheets } from '../styles/sheets.ts';

/** The owner's segments: how many people each holds, and an editor that counts while one edits. */
@localized()
export class ConsoleSegments extends LitElement {
  static override styles = [...wholeSheets, segmentStyles];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private draft: SegmentDraft | null = null;
  /** The segment that is edited; '' = a new one. */
  @state() private editing = '';
  readonly #list = new Ask<SegmentList>(this);
  readonly #people = new PeopleCounts(this);
  readonly #count = new Ask<AudienceCount>(this);
  readonly #save = new Ask<true>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
  }

  override render() {
    const { value, problem } = this.#list;
    return html`<h1>${msg('Segments')}</h1>
      <p class="lead">${msg('Groups of people by what they are, did and like. Whoever fits is in, from the moment they do.')}</p>
      <p class="quiet">
        <a href="/console/segments/layers">${msg('Layers')}</a> · <a href="/console/segments/lists">${msg('Lists of people')}</a> ·
        <a href="/console/segments/questions">${msg('What we ask people')}</a> ·
        <a href="/console/segments/quality">${msg('Data quality')}</a>
      </p>
      ${problemNotice(problem ?? this.#people.problem)} ${value ? this.#renderList(value) : nothing}
      ${this.draft && value ? this.#renderEditor(this.draft, value.fields) : html`<button class="first more" @click=${() => this.#open(null)}>${msg('New segment')}</button>`}`;
  }

  #renderList({ segments }: SegmentList): TemplateResult {
    if (segments.length === 0) return html`<p class="empty" role="status">${msg('No segment yet.')}</p>`;
    return listTable(
      msg('Segments'),
      [msg('Name'), [msg('People'), 'right'], [msg('Actions'), 'only-heard']],
      segments.map((segment) => this.#renderRow(segment)),
    );
  }

  #renderRow(segment: Segment): TemplateResult {
    return html`<tr>
      <td><a href="/console/shoppers?segment=${encodeURIComponent(segment.id)}">${segment.name}</a></td>
      <td class="right">${this.#people.said(segment.id)}</td>
      <td class="right">
        <button class="bare" aria-label=${msg(str`Edit ${segment.name}`)} @click=${() => this.#open(segment)}>${msg('Edit')}</button>
        <a
          class="button bare"
          href="/v1/segments/${encodeURIComponent(segment.id)}/export"
          download
          aria-label=${msg(str`Download ${segment.name} as a file`)}
          >${msg('Download')}</a
        >
        <button class="bare" aria-label=${msg(str`Remove ${segment.name}`)} @click=${() => this.#remove(segment)}>${msg('Remove')}</button>
      </td>
    </tr>`;
  }

  #renderEditor(draft: SegmentDraft, fields: readonly RuleField[]): TemplateResult {
    return html`<section aria-labelledby="editor">
      <h2 id="editor">${this.editing ? msg('Edit the segment') : msg('New segment')}</h2>
      ${problemNotice(this.#save.problem)}
      <form @submit=${this.#onSave}>
        ${textField({ name: 'name', label: msg('Name'), value: draft.name, required: true, maxlength: 80, onInput: (name) => this.#change({ name }, false) })}
        ${conditionFields({ match: draft.match, conditions: draft.conditions, fields, settings: this.shop.settings, change: (change) => this.#change(change) })}
        <p class="counted number" role="status">${this.#countWords()}</p>
        <div class="row">
          <button class="first" ?disabled=${this.#save.busy}>${msg('Save')}</button>
          <button type="button" @click=${() => (this.draft = null)}>${msg('Leave it')}</button>
        </div>
      </form>
    </section>`;
  }

  #countWords(): string {
    const { value, busy } = this.#count;
    if (!value) return busy ? msg('Counting…') : '';
    return msg(str`${count(value.people)} of ${count(value.everybody)} people`);
  }

  async #read(): Promise<void> {
    const list = await this.#list.run(() => this.api.segments());
    await this.#people.read(
      this.api,
      (list?.segments ?? []).map(({ id, rule }) => [id, rule]),
    );
  }

  #open(segment: Segment | null): void {
    const draft = segment ? draftOf(segment.name, segment.rule) : { name: '', match: 'and' as const, conditions: [FIRST_CONDITION] };
    this.editing = segment?.id ?? '';
    // A rule that came by the API may be more than lines can show; it is begun anew rather than shown wrongly.
    this.draft = draft ?? { name: segment?.name ?? '', match: 'and', conditions: [] };
    this.#countSoon();
  }

  #change(change: Partial<SegmentDraft>, counts = true): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    if (counts) this.#countSoon();
  }

  #countSoon(): void {
    this.#count.soon(() => {
      const rule = this.draft && ruleOf(this.draft, this.#list.value?.fields ?? []);
      return rule && this.api.countAudience(rule);
    });
  }

  readonly #onSave = async (event: SubmitEvent) => {
    event.preventDefault();
    const { draft } = this;
    const known = this.#list.value;
    if (!draft || !known) return;
    const id =
      this.editing ||
      idFor(
        draft.name,
        known.segments.map((one) => one.id),
      );
    const saved = await this.#save.run(() =>
      this.api.saveSegment({ id, name: draft.name.trim(), rule: ruleOf(draft, known.fields) }).then(() => true as const),
    );
    if (!saved) return;
    this.draft = null;
    await this.#read();
  };

  async #remove({ id }: Segment): Promise<void> {
    const gone = await this.#save.run(() => this.api.dropSegment(id).then(() => true as const));
    if (gone) await this.#read();
  }
}
