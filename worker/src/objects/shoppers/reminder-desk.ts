import { pick } from '@rapport/domain/catalog';
import { addGaps, countGaps } from '@rapport/domain/reminders';
import type { Gaps, Reminder, Rhythm } from '@rapport/domain/reminders';
import { reminderOccasion } from '@rapport/domain/said';
import type { MyReminder, Product, ReminderRule } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { port } from '../port.ts';
import type { Answer, At, CatalogPort } from '../ports.ts';
import type { PreviewPiece } from '../reminder-port.ts';
import type { OutgoingEnv } from './outgoing.ts';
import type { People, SliceParts } from './people.ts';
import type { SaidTelling } from './said-telling.ts';
import { theShop } from './said-telling.ts';

const DAY_MS = 86_400_000;
/** People looked at before other calls get their turn. */
const PEOPLE_A_PIECE = 200;

/** Reminds people of what they bought, and lets them see and stop it. */
export class ReminderDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #said: SaidTelling;
  readonly #env: Pick<OutgoingEnv, 'CATALOG'>;
  readonly #isOnDuty: () => boolean;

  constructor(parts: SliceParts, people: People, said: SaidTelling, env: Pick<OutgoingEnv, 'CATALOG'>, isOnDuty: () => boolean) {
    this.#parts = parts;
    this.#people = people;
    this.#said = said;
    this.#env = env;
    this.#isOnDuty = isOnDuty;
  }

  /** Reminds somebody of what is due. What the catalogue knows is fetched first; then everything is looked at again. Called by the agenda. */
  async due(shopper: string): Promise<void> {
    const { reminders, storage } = this.#parts;
    const ids = reminders.ready(shopper).map(({ rule, purchase }) => rule.leadsTo ?? purchase.productId);
    const products = ids.length === 0 ? new Map<string, Product>() : await this.#products(ids);
    if (!this.#isOnDuty()) return;
    const shows = atomic(storage, () => this.#remind(shopper, products));
    for (const show of shows) queueMicrotask(show);
  }

  #remind(shopper: string, products: ReadonlyMap<string, Product>): (() => void)[] {
    const { reminders } = this.#parts;
    const all = reminders.remindersOf(shopper);
    const shows: (() => void)[] = [];
    let againAtMs: number | null = null;
    for (const one of reminders.ready(shopper, all)) {
      // Read anew each time: what was just said counts against what comes next.
      const person = this.#people.find(shopper);
      if (!person) break;
      const about = products.get(one.rule.leadsTo ?? one.purchase.productId);
      const timeZone = reminders.zoneOf(shopper);
      const available = one.kind === 'reminder' || about?.variants.some((variant) => variant.available) === true;
      const product = about ?? asBought(one);
      const said = this.#said.say(person, (barredBy) => reminderOccasion(one, product, { available, timeZone, barredBy }), product);
      if (said.show) shows.push(said.show);
      if (said.againAtMs !== null) againAtMs = Math.min(againAtMs ?? said.againAtMs, said.againAtMs);
    }
    reminders.planNext(shopper, all, againAtMs);
    return shows;
  }

  async #products(ids: readonly string[]): Promise<Map<string, Product>> {
    const catalog = await port<CatalogPort>(this.#env.CATALOG, ['catalog', this.#parts.store.setup().shopId, '0']);
    const found = new Map<string, Product>();
    for (const id of new Set(ids)) {
      const { product } = await catalog.watchFacts(id, null);
      if (product) found.set(id, product);
    }
    return found;
  }

  /** Whether a reminder that is on its way still holds: nothing went back, was bought again or was stopped meanwhile. */
  stillHolds(shopper: string, subject: string): boolean {
    const { reminders } = this.#parts;
    return reminders.remindersOf(shopper).some((one) => one.subject === subject) && !reminders.store.off(shopper).has(subject);
  }

  /** What somebody will be reminded of, the next first. */
  mine(at: At, id: string, locale: string): Answer<{ reminders: MyReminder[] }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const off = this.#parts.reminders.store.off(person.id);
    const timeZone = this.#parts.reminders.zoneOf(person.id);
    const reminders = this.#parts.reminders
      .remindersOf(person.id)
      .filter(({ subject, dueAtMs }) => dueAtMs > now() && !this.#parts.messages.wasTold(person.id, subject))
      .map((one): MyReminder => {
        const [said] = reminderOccasion(one, asBought(one), { available: true, timeZone, barredBy: null }).reasons;
        return {
          id: one.subject,
          kind: one.kind,
          productId: one.purchase.productId,
          product: one.purchase.title,
          title: said?.code === 'said' ? pick(said.title, locale || person.locale) : '',
          boughtAtMs: one.purchase.atMs,
          dueAtMs: one.dueAtMs,
          stopped: off.has(one.subject),
        };
      });
    return { ok: true, reminders };
  }

  /** Stops one of them, or lets it go on. */
  stop(at: At, id: string, subject: string, stopped: boolean): Answer<object> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const { reminders } = this.#parts;
    if (!reminders.remindersOf(person.id).some((one) => one.subject === subject)) return refused('not-found');
    if (reminders.store.off(person.id).has(subject) === stopped) return { ok: true };
    this.#people.keep(this.#people.noted(person, 'reminder_changed', 'page', { stopped }), () => {
      reminders.store.setOff(person.id, subject, stopped, now());
      reminders.plan(person.id);
    });
    return { ok: true };
  }

  /** What a rule would do for some people, by id; nothing is written. */
  preview(at: At, rule: ReminderRule, after: string): Answer<{ piece: PreviewPiece }> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const { reminders } = this.#parts;
    const people = reminders.store.buyersAfter(after, PEOPLE_A_PIECE);
    const sum = { owners: 0, today: 0, month: 0, later: 0, basis: { fixed: 0, own: 0, learnt: 0, none: 0 } };
    for (const shopper of people) {
      const { calls, meant } = this.#tried(shopper, rule);
      if (meant === 0) continue;
      sum.owners += 1;
      sum.basis.none += Math.max(0, meant - calls.length);
      for (const { basis } of calls) sum.basis[basis] += 1;
      const ahead = calls.filter(({ dueAtMs }) => dueAtMs > now());
      if (reminders.ready(shopper, calls).length > 0) sum.today += 1;
      else if (ahead.some(({ dueAtMs }) => dueAtMs <= now() + DAY_MS)) sum.today += 1;
      else if (ahead.some(({ dueAtMs }) => dueAtMs <= now() + 30 * DAY_MS)) sum.month += 1;
      else if (ahead.length > 0) sum.later += 1;
    }
    return { ok: true, piece: { ...sum, next: people.length === PEOPLE_A_PIECE ? (people.at(-1) ?? null) : null } };
  }

  /** What the rule calls for, and of how many purchases it would if every interval were known. */
  #tried(shopper: string, rule: ReminderRule): { calls: Reminder[]; meant: number } {
    const { reminders } = this.#parts;
    const calls = reminders.tried(shopper, rule);
    if (rule.after.by !== 'used-up' || rule.after.days !== null) return { calls, meant: calls.length };
    return { calls, meant: reminders.tried(shopper, { ...rule, after: { by: 'used-up', days: 1 } }).length };
  }

  /** How soon people of this slice buy things again, some people at a time. */
  repeats(at: At, after: string): Answer<{ gaps: Record<string, Gaps>; next: string | null }> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const { store } = this.#parts.reminders;
    const people = store.buyersAfter(after, PEOPLE_A_PIECE);
    const gaps = addGaps(people.map((shopper) => countGaps(store.purchases(shopper))));
    return { ok: true, gaps, next: people.length === PEOPLE_A_PIECE ? (people.at(-1) ?? null) : null };
  }

  /** Takes what was learnt of the whole shop; who is affected is planned anew, in pieces. */
  learnRhythms(at: At, rhythms: Readonly<Record<string, Rhythm>>): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const { reminders } = this.#parts;
    atomic(this.#parts.storage, () => {
      reminders.store.saveRhythms(rhythms);
      const rules = this.#parts.store.setup().settings.reminders ?? [];
      if (rules.some(({ after }) => after.by === 'used-up')) reminders.planWalk();
    });
    return { ok: true };
  }
}

/** What was bought, where the catalogue knows no more of it. */
const asBought = ({ purchase: { productId, title } }: Reminder): Product => ({ ...theShop(title), id: productId });
