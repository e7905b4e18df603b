import { localized, msg, str } from '@lit/localize';
import { FIRST_LAYERS } from '@rapport/domain/segments';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AudienceCount, LayerDefinition, SegmentList, ShopView } from '@rapport/protocol';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, languageName } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { conditionFields, FIRST_CONDITION } from '../parts/condition-fields.ts';
import { textField } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { layerName } from '../parts/people-words.ts';
import { PeopleCounts } from '../parts/people-counts.ts';
import { draftOf, idFor, ruleOf } from '../parts/segment-draft.ts';
import type { SegmentDraft } from '../parts/segment-draft.ts';
import { segmentStyles } from '../parts/segment-styles.ts';
import { wholeSheets } from '../styles/sheets.ts';

/** What no layer may ask of. */
const NOT_ASKED: ReadonlySet<string> = new Set(['layer', 'layerSince', 'messages', 'lastMessageAt', 'wishes']);

/** A layer as the editor holds it. */
interface LayerDraft extends SegmentDraft {
  readonly id: string;
  readonly names: Readonly<Record<string, string>>;
}

/**
 * The layers of a shop's people: guests, free members, and the owner's own above them, each with its rule.
 * @event {RapportShopEvent} rapport-shop - The layers were saved.
 */
@localized()
export class ConsoleLayers extends LitElement {
  static override styles = [
    ...wholeSheets,
    segmentStyles,
    css`
      .editor {
        margin-top: 24px;
      }
      .editor form {
        margin-top: 16px;
      }
      .order {
        white-space: nowrap;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private draft: LayerDraft | null = null;
  readonly #fields = new Ask<SegmentList>(this);
  readonly #people = new PeopleCounts(this);
  readonly #count = new Ask<AudienceCount>(this);
  readonly #save = new Ask<ChangedShop>(this);

  get #layers(): readonly LayerDefinition[] {
    return this.shop.settings.layers ?? FIRST_LAYERS.map(({ id, name, rule }) => ({ id, name, rule }));
  }

  get #mayChange(): boolean {
    return /^(owner|manager)$/.test(this.shop.staff.role);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
  }

  override render() {
    return html`<a class="back" href="/console/segments">${msg('Segments')}</a>
      <h1>${msg('Layers')}</h1>
      <p class="lead">${msg('Everybody is in exactly one layer: the first in this order whose rule holds of them.')}</p>
      ${problemNotice(this.#fields.problem ?? this.#people.problem)} ${this.draft ? nothing : problemNotice(this.#save.problem)}
      ${listTable(
        msg('Layers'),
        [msg('Layer'), [msg('People'), 'right'], [msg('Actions'), 'only-heard']],
        html`${this.#layers.map((layer, i) => this.#renderLayer(layer, i))}
        ${this.#renderPlain('member', msg('has joined, and none of the rules above holds'))}
        ${this.#renderPlain('guest', msg('has not joined, and none of the rules above holds'))}`,
      )}
      ${this.draft ? this.#renderEditor(this.draft) : this.#mayChange ? html`<button class="first more" @click=${() => this.#open(null)}>${msg('New layer')}</button>` : nothing}`;
  }

  #renderLayer(layer: LayerDefinition, i: number): TemplateResult {
    const name = layerName(layer.id, this.shop.settings);
    return html`<tr>
      <td>${this.#link(layer.id, name)}</td>
      <td class="right">${this.#people.said(layer.id)}</td>
      <td class="right order">
        ${
          this.#mayChange
            ? html`<button class="bare" ?disabled=${i === 0 || this.#save.busy} aria-label=${msg(str`Move ${name} up`)} @click=${() => this.#move(i)}>
                  ${msg('Up')}
                </button>
                <button class="bare" aria-label=${msg(str`Edit ${name}`)} @click=${() => this.#open(layer)}>${msg('Edit')}</button>
                <button
                  class="bare"
                  ?disabled=${this.#save.busy}
                  aria-label=${msg(str`Remove ${name}`)}
                  @click=${() => this.#keep(this.#layers.filter(({ id }) => id !== layer.id))}
                >
                  ${msg('Remove')}
                </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  #renderPlain(id: 'guest' | 'member', meaning: string): TemplateResult {
    return html`<tr>
      <td>${this.#link(id, layerName(id, this.shop.settings))}<small>${meaning}</small></td>
      <td class="right">${this.#people.said(id)}</td>
      <td></td>
    </tr>`;
  }

  #link(id: string, name: string): TemplateResult {
    return html`<a href="/console/shoppers?layer=${encodeURIComponent(id)}">${name}</a>`;
  }

  #renderEditor(draft: LayerDraft): TemplateResult {
    const fields = (this.#fields.value?.fields ?? []).filter(({ name }) => !NOT_ASKED.has(name));
    const { value, busy } = this.#count;
    return html`<section class="editor" aria-labelledby="editor">
      <h2 id="editor">${draft.id ? msg('Edit the layer') : msg('New layer')}</h2>
      ${problemNotice(this.#save.problem)}
      <form @submit=${this.#onSave}>
        ${this.shop.settings.locales.map((locale) =>
          textField({
            name: `name-${locale}`,
            label: msg(str`Name, ${languageName(locale)}`),
            value: draft.names[locale] ?? '',
            maxlength: 60,
            lang: locale,
            onInput: (text) => this.#change({ names: { ...draft.names, [locale]: text } }, false),
          }),
        )}
        ${conditionFields({ match: draft.match, conditions: draft.conditions, fields, settings: this.shop.settings, change: (change) => this.#change(change) })}
        <p class="hint">${msg('A list can decide, too: “Lists has …”. Who fits a layer further up stays there.')}</p>
        <p class="counted number" role="status">
          ${value ? msg(str`${count(value.people)} of ${count(value.everybody)} people fit`) : busy ? msg('Counting…') : ''}
        </p>
        <div class="row">
          <button class="first" ?disabled=${this.#save.busy}>${msg('Save')}</button>
          <button type="button" @click=${() => (this.draft = null)}>${msg('Leave it')}</button>
        </div>
      </form>
    </section>`;
  }

  async #read(): Promise<void> {
    await this.#fields.run(() => this.api.segments());
    const ids = [...this.#layers.map(({ id }) => id), 'member', 'guest'];
    await this.#people.read(
      this.api,
      ids.map((id) => [id, { '==': [{ var: 'layer' }, id] }]),
    );
  }

  #open(layer: LayerDefinition | null): void {
    // A rule that came by the API may be more than lines can show; it is begun anew rather than shown wrongly.
    const read = layer ? draftOf('', layer.rule) : null;
    const rule = read ?? { name: '', match: 'and' as const, conditions: layer ? [] : [FIRST_CONDITION] };
    this.draft = { ...rule, id: layer?.id ?? '', names: { ...layer?.name } };
    this.#countSoon();
  }

  #change(change: Partial<LayerDraft>, counts = true): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    if (counts) this.#countSoon();
  }

  #countSoon(): void {
    this.#count.soon(() => {
      const rule = this.draft && ruleOf(this.draft, this.#fields.value?.fields ?? []);
      return rule && this.api.countAudience(rule);
    });
  }

  readonly #onSave = async (event: SubmitEvent) => {
    event.preventDefault();
    const { draft } = this;
    if (!draft) return;
    const names = Object.fromEntries(
      Object.entries(draft.names)
        .map(([locale, name]) => [locale, name.trim()] as const)
        .filter(([, name]) => name !== ''),
    );
    const id = draft.id || idFor(names['en'] ?? Object.values(names)[0] ?? 'layer', ['guest', 'member', ...this.#layers.map((one) => one.id)]);
    const layer = { id, name: names, rule: ruleOf(draft, this.#fields.value?.fields ?? []) };
    const layers = draft.id ? this.#layers.map((one) => (one.id === id ? layer : one)) : [...this.#layers, layer];
    if (await this.#keep(layers)) this.draft = null;
  };

  #move(i: number): void {
    const [above, layer] = [this.#layers[i - 1], this.#layers[i]];
    if (above && layer) void this.#keep(this.#layers.map((one, at) => (at === i - 1 ? layer : at === i ? above : one)));
  }

  async #keep(layers: readonly LayerDefinition[]): Promise<boolean> {
    const saved = await this.#save.run(() => this.api.changeShop({ layers: [...layers] }));
    if (!saved) return false;
    this.shop = { ...this.shop, ...saved };
    this.dispatchEvent(new RapportShopEvent(this.shop));
    await this.#read();
    return true;
  }
}
