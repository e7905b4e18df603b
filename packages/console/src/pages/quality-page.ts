import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DuplicatePair, DuplicateReport, FieldQuality, QualityReport, ShopperRow, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { ago, count, money, share, shortDay } from '../format.ts';
import { getLocale } from '../locale.ts';
import { Ask } from '../parts/ask.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { textFor } from '../parts/question-words.ts';
import { shopperName } from '../parts/shopper-words.ts';
import { tableSheets } from '../styles/sheets.ts';

/** How good what is known of people is: what is missing, wrong or stale, and who may be in the list twice. */
@localized()
export class ConsoleQuality extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      .pair {
        margin-top: 24px;
        padding-top: 16px;
        border-top: 1px solid var(--line);
      }
      .pair table {
        table-layout: fixed;
        margin-top: 8px;
      }
      .pair th[scope='row'] {
        position: static;
        border-bottom: 1px solid var(--line);
        box-shadow: none;
      }
      .pair td,
      .pair th {
        overflow-wrap: anywhere;
        white-space: normal;
      }
      .same {
        color: var(--muted);
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  /** Counts on with every merge and undo. */
  @state() private turn = 0;
  readonly #quality = new Ask<QualityReport>(this);
  readonly #twice = new Ask<DuplicateReport>(this);

  get #seesPeople(): boolean {
    return this.shop.staff.role !== 'analyst';
  }

  get #isManager(): boolean {
    return /^(owner|manager)$/.test(this.shop.staff.role);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('api')) return;
    void this.#quality.run(() => this.api.quality());
    if (this.#seesPeople) void this.#twice.run(() => this.api.duplicates());
  }

  override render() {
    const { value, problem } = this.#quality;
    return html`<a class="back" href="/console/segments">${msg('Segments')}</a>
      <h1>${msg('Data quality')}</h1>
      <p class="lead">${value ? answer(value) : problem ? nothing : msg('Reading…')}</p>
      ${problemNotice(problem ?? this.#twice.problem)} ${value && value.members !== null && value.members > 0 ? this.#renderFields(value) : nothing}
      ${this.#seesPeople && this.#twice.value ? this.#renderTwice(this.#twice.value) : nothing}
      ${
        this.#isManager
          ? html`<console-merge-list
              .api=${this.api}
              .timeZone=${this.shop.settings.timeZone}
              .turn=${this.turn}
              @rapport-yes=${() => this.#readTwice()}
            ></console-merge-list>`
          : nothing
      }`;
  }

  #renderFields({ fields, members }: QualityReport): TemplateResult {
    const part = (people: number | null): string => (people === null ? '–' : share(people / (members ?? 1)));
    return html`${listTable(
        msg('Data quality'),
        [msg('Field'), [msg('Known'), 'right'], [msg('Can be right'), 'right'], [msg('Fresh'), 'right']],
        fields.map(
          (one) =>
            html`<tr>
              <td>${this.#fieldName(one)}</td>
              <td class="right">${part(one.known)}</td>
              <td class="right">${part(one.valid)}</td>
              <td class="right">${part(one.fresh)}</td>
            </tr>`,
        ),
      )}
      <p class="quiet more">
        ${msg('Of all members. An address that mail came back from can’t be right; an answer is fresh for the first half of the time for which it is kept. A dash: it is not noted, or it would tell of fewer than 5 people.')}
        <a href="/console/segments/questions">${msg('What we ask people')}</a>
      </p>`;
  }

  #renderTwice({ pairs, found, looked, isAll }: DuplicateReport): TemplateResult {
    return html`<section aria-labelledby="twice">
      <h2 id="twice">${msg('Likely in the list twice')}</h2>
      <p class="quiet">
        ${
          found === 0
            ? msg(str`Nobody among ${count(looked)} people shares an e-mail address, a telephone number, or a name at an address with somebody else.`)
            : msg(
                str`Pairs among ${count(looked)} people: ${count(found)}, the likeliest first. Nothing is merged by a guess: look at both, and correct them in the shop too.`,
              )
        }
      </p>
      ${
        isAll
          ? nothing
          : html`<p>
              ${msg(str`The shop has more people than can be compared at once. Whoever came after these ${count(looked)} is not in this list, and may be in the shop twice.`)}
            </p>`
      }
      ${pairs.map((pair, index) => this.#renderPair(pair, index))}
    </section>`;
  }

  #renderPair({ likely, because, people: [one, other] }: DuplicatePair, index: number): TemplateResult {
    const { currency, timeZone } = this.shop.settings;
    const names = `${shopperName(one)}, ${shopperName(other)}`;
    const rows: readonly (readonly [string, (row: ShopperRow) => string])[] = [
      [msg('E-mail address'), ({ email }) => email ?? '–'],
      [msg('Orders'), ({ orders }) => count(orders)],
      [msg('Spent'), ({ spentMinor }) => money(spentMinor, currency)],
      [msg('Points to spend'), ({ pointsAvailable }) => count(pointsAvailable)],
      [msg('Here since'), ({ firstSeenAtMs }) => shortDay(firstSeenAtMs, timeZone)],
      [msg('Last seen'), ({ lastSeenAtMs }) => ago(lastSeenAtMs, this.now())],
    ];
    const head = (row: ShopperRow): TemplateResult =>
      html`<th scope="col"><a href="/console/shoppers/${encodeURIComponent(row.id)}">${shopperName(row)}</a></th>`;
    return html`<div class="pair">
      <p>${msg(str`${share(likely)} likely: ${new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(because.map(signWords))}.`)}</p>
      <table>
        <caption class="only-heard">
          ${names}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${head(one)}${head(other)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(([label, words]) => {
            const [a, b] = [words(one), words(other)];
            const same = a === b ? 'same' : '';
            return html`<tr>
              <th scope="row">${label}</th>
              <td class=${same}>${a}</td>
              <td class=${same}>${b}</td>
            </tr>`;
          })}
        </tbody>
      </table>
      ${
        this.#isManager && one.kind === 'member' && other.kind === 'member'
          ? html`<console-merge-pair
              .api=${this.api}
              .people=${[one, other]}
              .name=${`stays-${index}`}
              @rapport-yes=${() => this.#readTwice(true)}
            ></console-merge-pair>`
          : nothing
      }
    </div>`;
  }

  #readTwice(isMerged = false): void {
    if (isMerged) this.turn += 1;
    void this.#twice.run(() => this.api.duplicates());
  }

  #fieldName({ field }: FieldQuality): string {
    if (field === 'name') return msg('Their name');
    if (field === 'email') return msg('E-mail address');
    const id = field.slice('profile.'.length);
    const question = this.shop.settings.profileFields?.find((one) => one.id === id);
    return (question && textFor(question.label, getLocale())) || id;
  }
}

const answer = ({ members, fields }: QualityReport): string => {
  if (members === null) return msg('There are too few members to say anything of their data.');
  if (members === 0) return msg('There are no members yet.');
  const reach = fields.find(({ field }) => field === 'email')?.valid ?? null;
  return reach === null
    ? msg(str`${count(members)} members.`)
    : msg(str`${count(reach)} of ${count(members)} members have an e-mail address that mail can reach.`);
};

const signWords = (sign: DuplicatePair['because'][number]): string => {
  switch (sign) {
    case 'email':
      return msg('the same mailbox');
    case 'phone':
      return msg('the same telephone number');
    case 'name-address':
      return msg('the same name at the same address');
  }
};
