import { givenByRule, limitsInAll } from '@rapport/domain/points';
import type { Movement } from '@rapport/domain/points';
import type { LimitsStore } from './limits-store.ts';
import type { SliceParts } from './people.ts';

/** Asks the shop to raise what this slice may give out in all, by rule, to these totals; answers with what it may. */
export type AskLease = (totals: Readonly<Record<string, number>>) => Promise<Readonly<Record<string, number>>>;

/**
 * Limits of all shoppers together, as a slice keeps them. The shop leases each slice a total by rule that only grows; the slice gives out within it in the same
 * transaction as the points. Asking again for the same total changes nothing, so a kill anywhere loses nothing and gives nothing twice: no hold has to be settled.
 */
export class PointsLimits {
  readonly #parts: SliceParts;
  readonly #store: LimitsStore;
  readonly #ask: AskLease;

  constructor(parts: SliceParts, store: LimitsStore, ask: AskLease) {
    this.#parts = parts;
    this.#store = store;
    this.#ask = ask;
  }

  /** Rules that have such a limit now. */
  get #rules(): readonly string[] {
    const { points, store } = this.#parts;
    return Object.keys(limitsInAll(points.versions().at(-1)?.programme ?? store.setup().settings.programme));
  }

  /** What may be given here without asking, by rule; empty where nothing is limited. */
  left(): { readonly leftInAll?: Readonly<Record<string, number>> } {
    const rules = this.#rules;
    return rules.length === 0 ? {} : { leftInAll: Object.fromEntries(rules.map((rule) => [rule, this.#leftOf(rule)])) };
  }

  /** What could be given here if the shop were asked for all of it; for a preview, which takes nothing. */
  async reachable(): Promise<{ readonly leftInAll?: Readonly<Record<string, number>> }> {
    const rules = this.#rules;
    if (rules.length === 0) return {};
    const totals = await this.#ask({});
    return { leftInAll: Object.fromEntries(rules.map((rule) => [rule, Math.max(0, (totals[rule] ?? 0) - this.#store.use(rule).used)])) };
  }

  /** Counts what these rows give, inside the transaction that writes them. */
  count(movements: readonly Movement[]): void {
    const rules = this.#rules;
    if (rules.length === 0) return;
    const given = givenByRule(movements);
    for (const rule of rules) if (Object.hasOwn(given, rule)) this.#store.count(rule, given[rule] ?? 0);
  }

  /** Whether less may be given here than these rows would. */
  isShort(would: readonly Movement[]): boolean {
    return this.#rules.length > 0 && Object.keys(this.#wanting(givenByRule(would))).length > 0;
  }

  /**
   * Makes room for what would be given if nothing limited it, then decides. Others may have taken the room while the shop was asked, so it is looked at again; decided is in
   * the same turn as the last look.
   */
  async within<T>(would: () => readonly Movement[], decide: () => T): Promise<T> {
    const usedUp = new Set<string>();
    for (;;) {
      const totals = this.#rules.length === 0 ? {} : this.#wanting(givenByRule(would()), usedUp);
      if (Object.keys(totals).length === 0) return decide();
      const leased = await this.#ask(totals);
      for (const [rule, total] of Object.entries(totals)) {
        const now = leased[rule] ?? 0;
        this.#store.saveLeased(rule, now);
        if (now < total) usedUp.add(rule);
      }
    }
  }

  /** The totals that would be needed, of rules where there is less and the shop may have more. */
  #wanting(given: Readonly<Record<string, number>>, usedUp: ReadonlySet<string> = new Set()): Readonly<Record<string, number>> {
    const short = this.#rules.filter((rule) => !usedUp.has(rule) && (given[rule] ?? 0) > this.#leftOf(rule));
    return Object.fromEntries(short.map((rule) => [rule, this.#store.use(rule).used + (given[rule] ?? 0)]));
  }

  #leftOf(rule: string): number {
    const { leased, used } = this.#store.use(rule);
    return Math.max(0, leased - used);
  }
}
