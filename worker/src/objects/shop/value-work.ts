import { addShapes, cutsIn } from '@rapport/domain/segments';
import type { Cuts } from '@rapport/domain/segments';
import { beginFit, learntFrom, sampleOf, stepFit } from '@rapport/domain/value';
import type { Buyer, Fit, Learnt, Sample } from '@rapport/domain/value';
import { must } from '../port.ts';
import type { At, SlicePort } from '../ports.ts';
import type { Agenda } from '../../platform/agenda.ts';
import { now } from '../../platform/clock.ts';
import { log } from '../../platform/log.ts';
import { learnRhythms } from './rhythm-work.ts';
import type { ValueStore } from './value-store.ts';

/** Customers a fit looks at: the first of every slice by their random ids, which is a fair sample. More would make no parameter better in its third place. */
const SAMPLE = 50_000;
const PAGE = 2_000;
/** Steps between two savings, and steps an alarm: one is a pass or two over the sample, about 5 ms with 50,000. */
const STEPS_A_SAVING = 25;
const STEPS_AN_ALARM = 1_000;
const DAY_MS = 86_400_000;

/** Every slice, with where it is. */
type Slices = () => Promise<readonly { readonly slice: SlicePort; readonly at: At }[]>;

/** Learns once a day how the shop's customers buy and what that is worth, and tells every slice. */
export class ValueWork {
  readonly #store: ValueStore;
  readonly #agenda: Agenda;
  readonly #slices: Slices;

  constructor(store: ValueStore, agenda: Agenda, slices: Slices) {
    this.#store = store;
    this.#agenda = agenda;
    this.#slices = slices;
  }

  plan(dueAtMs: number): void {
    this.#agenda.plan({ kind: 'value', key: 'fit', dueAtMs, lane: 3 });
  }

  /** One run: gathers customers, fits in pieces between which others get their turn, tells the slices. May begin again after a kill: it goes on from what was saved. */
  async run(): Promise<void> {
    const sample = sampleOf(await this.#gather());
    const fit = await this.#fit(sample);
    if (fit.stage !== 'done') return this.plan(now());
    const learnt = learntFrom(fit, sample);
    const cuts = await this.#cuts(learnt);
    for (const { slice, at } of await this.#slices()) must(await slice.learn(at, learnt, cuts));
    this.#store.saveLearnt(learnt, cuts, now());
    await learnRhythms(await this.#slices());
    this.plan(now() + DAY_MS);
    log('value.learnt', { customers: learnt.customers, returned: learnt.returned, basis: learnt.basis });
  }

  /** What was learnt last, for reports. */
  last(): { learnt: Learnt; cuts: Cuts; atMs: number } | null {
    return this.#store.learnt();
  }

  async #gather(): Promise<Buyer[]> {
    const slices = await this.#slices();
    const share = Math.ceil(SAMPLE / slices.length);
    const all: Buyer[] = [];
    for (const { slice, at } of slices) {
      let taken = 0;
      for (let after: string | null = ''; after !== null && taken < share;) {
        const page: { buyers: Buyer[]; next: string | null } = must(await slice.buyers(at, after, Math.min(PAGE, share - taken)));
        all.push(...page.buyers);
        taken += page.buyers.length;
        after = page.next;
      }
    }
    return all;
  }

  /** Where all customers are cut, of every slice: each counts for itself, and what they counted is added up. */
  async #cuts(learnt: Learnt): Promise<Cuts> {
    const slices = await this.#slices();
    return cutsIn(addShapes(await Promise.all(slices.map(async ({ slice, at }) => must(await slice.shape(at, learnt)).shape))));
  }

  async #fit(sample: Sample): Promise<Fit> {
    let fit = this.#store.fit() ?? beginFit(sample);
    for (let steps = 1; fit.stage !== 'done' && steps <= STEPS_AN_ALARM; steps += 1) {
      fit = stepFit(fit, sample);
      if (steps % STEPS_A_SAVING === 0) this.#store.saveFit(fit, now());
      await scheduler.wait(0);
    }
    return fit;
  }
}
