import { NO_TASTE } from '@rapport/domain/knowing';
import { fits, standing } from '@rapport/domain/profile';
import { addFields, countFields, printsOf } from '@rapport/domain/quality';
import type { FieldCount } from '@rapport/domain/quality';
import type { ProfileField } from '@rapport/protocol';
import type { Answer, At } from '../ports.ts';
import type { PrintedRow } from '../audience-ports.ts';
import type { Fence } from '../../platform/fence.ts';
import { now } from '../../platform/clock.ts';
import { atomic } from '../../platform/atomic.ts';
import { inPieces } from '../../platform/pieces.ts';
import type { KnowingDesk } from './knowing-desk.ts';
import type { SliceParts } from './people.ts';
import type { KnownRow, QualityStore } from './quality-store.ts';
import type { ShoppersStore } from './shoppers-store.ts';

/** People looked at before other calls get their turn: about 5 ms (law 6). */
const PEOPLE_A_PIECE = 500;

/** How good what is known of people is, and which lists they are on: only an owner's question walks over everybody, in pieces. */
export class QualityDesk {
  readonly #fence: Fence;
  readonly #people: ShoppersStore;
  readonly #store: QualityStore;
  readonly #knowing: KnowingDesk;
  readonly #storage: DurableObjectStorage;

  constructor({ fence, store, knowing, storage }: Pick<SliceParts, 'fence' | 'store' | 'knowing' | 'storage'>, rows: QualityStore) {
    this.#fence = fence;
    this.#people = store;
    this.#knowing = knowing;
    this.#storage = storage;
    this.#store = rows;
  }

  get #fields(): readonly ProfileField[] {
    return this.#people.setup().settings.profileFields ?? [];
  }

  /** Counts the fields of all members here. */
  async quality(at: At): Promise<Answer<{ fields: Readonly<Record<string, FieldCount>> }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const [fields, nowMs] = [this.#fields, now()];
    const byId = new Map(fields.map((field) => [field.id, field]));
    let counts = countFields([], fields, nowMs);
    await this.#each('', (rows) => {
      const members = rows.filter(({ isMember }) => isMember);
      const judged = members.map((row) => ({
        ...row,
        answers: row.answers.map((one) => ({ ...one, fits: fits(byId.get(one.field) ?? { type: 'text' }, one.value) })),
      }));
      counts = addFields(counts, countFields(judged, fields, nowMs));
    });
    return { ok: true, fields: counts };
  }

  /** The prints of what everybody here may be known by: numbers, no texts. */
  async prints(at: At, after: string, limit: number): Promise<Answer<{ people: PrintedRow[]; next: string | null }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const holding = (kind: 'phone' | 'address'): ProfileField | undefined => this.#fields.find(({ holds }) => holds === kind);
    const [phone, address] = [holding('phone')?.id, holding('address')?.id];
    const people: PrintedRow[] = [];
    let next: string | null = null;
    await this.#each(after, (rows) => {
      for (const { id, name, email, answers } of rows) {
        const told = answers.length === 0 ? {} : standing(answers);
        const text = (field: string | undefined): string | null => (field !== undefined && typeof told[field] === 'string' ? told[field] : null);
        people.push({ id, prints: printsOf({ name, email, phone: text(phone), address: text(address) }) });
      }
      if (people.length < limit) return true;
      next = rows.at(-1)?.id ?? null;
      return false;
    });
    return { ok: true, people, next };
  }

  /** Puts people on a list, or takes them off; who isn't here as themselves is told apart. */
  enlist(at: At, ids: readonly string[], list: string, isIn: boolean): Answer<{ changed: number; same: number; unknown: string[] }> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const unknown = ids.filter((id) => this.#people.person(id) === null);
    const here = ids.filter((id) => !unknown.includes(id));
    const changed = atomic(this.#storage, () => here.filter((id) => this.#put(id, list, isIn)).length);
    return { ok: true, changed, same: here.length - changed, unknown };
  }

  /** Takes everybody off a list, in pieces. */
  async emptyList(at: At, list: string): Promise<Answer<object>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    await inPieces('', (after) => {
      const { on, last } = this.#store.onList(list, after, PEOPLE_A_PIECE * 4);
      atomic(this.#storage, () => on.forEach((id) => this.#put(id, list, false)));
      return { next: last, rows: 1 };
    });
    return { ok: true };
  }

  /** Puts somebody on a list or takes them off; false when it was so already. Inside the caller's transaction. */
  #put(shopper: string, list: string, isIn: boolean): boolean {
    const { store } = this.#knowing;
    const taste = store.taste(shopper) ?? NO_TASTE;
    if (taste.lists.includes(list) === isIn) return false;
    const others = taste.lists.filter((one) => one !== list);
    store.saveTaste(shopper, { ...taste, lists: isIn ? [...others, list] : others });
    this.#knowing.relayer(shopper);
    this.#knowing.onMoved(shopper);
    return true;
  }

  async #each(from: string, look: (rows: readonly KnownRow[]) => boolean | void): Promise<void> {
    await inPieces(from, (after) => {
      const rows = this.#store.after(after, PEOPLE_A_PIECE);
      const goesOn = look(rows) !== false && rows.length === PEOPLE_A_PIECE;
      return { next: goesOn ? (rows.at(-1)?.id ?? null) : null, rows: 1 };
    });
  }
}
