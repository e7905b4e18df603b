import { pick } from '@rapport/domain/catalog';
import { FIRST_WORDS } from '@rapport/domain/lifecycle';
import type { Stage } from '@rapport/domain/lifecycle';
import { KINDS } from '@rapport/domain/notify';
import { pointsView } from '@rapport/domain/points-report';
import { stageOccasion, stageSubject } from '@rapport/domain/said';
import type { Person } from '@rapport/domain/shopper';
import type { StageWord } from '@rapport/protocol';
import { moneyOf } from '../../channels/words.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import type { Entered } from './entered.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsBook } from './points-book.ts';
import type { SaidTelling } from './said-telling.ts';
import { theShop } from './said-telling.ts';

/** What somebody does in one sitting may change their stage more than once: only where they come to rest is spoken of. */
const REST_MS = 60_000;
/** Stages that only silence brings. One that comes with an order means that an old order was told of late. */
const SILENT: ReadonlySet<Stage> = new Set<Stage>(['at-risk', 'lost']);

/** What an item of the agenda remembers. */
export interface StageItem {
  readonly stage: Stage;
  readonly sinceMs: number;
}

/** Says one thing to somebody whose stage begins, once an entry. */
export class StageDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #book: PointsBook;
  readonly #said: SaidTelling;

  constructor(parts: SliceParts, people: People, book: PointsBook, said: SaidTelling) {
    this.#parts = parts;
    this.#people = people;
    this.#book = book;
    this.#said = said;
  }

  /** Somebody entered a stage, or agreed to messages while in one. Inside the transaction that found it; the call arms the agenda. */
  entered({ shopper, summary, by }: Entered): void {
    const { stage, stageSinceMs: sinceMs, lastOrderAtMs, consent } = summary;
    if (consent.messages !== 'granted' || this.#wordFor(stage).paused) return;
    const { keepsMs } = KINDS.stage;
    if (now() > sinceMs + keepsMs) return;
    // History that is brought in moves people, too: nobody is greeted for an order of last year.
    if (by !== 'time' && (SILENT.has(stage) || (lastOrderAtMs !== null && lastOrderAtMs < now() - keepsMs))) return;
    if (this.#parts.messages.wasTold(shopper, stageSubject(stage, sinceMs))) return;
    this.#plan(shopper, { stage, sinceMs }, now() + REST_MS);
  }

  /** Says it now, if they are still there. Called by the agenda, inside its transaction. */
  due(shopper: string, item: StageItem): void {
    const { messages, storage } = this.#parts;
    if (!this.stillHolds(shopper, stageSubject(item.stage, item.sinceMs)) || messages.wasTold(shopper, stageSubject(item.stage, item.sinceMs)))
      return;
    const word = this.#wordFor(item.stage);
    const person = this.#people.find(shopper);
    if (!person || word.paused) return;
    const valueOf = this.#values(person);
    const words = { stage: item.stage, sinceMs: item.sinceMs, title: word.title, text: word.text };
    const { show, againAtMs } = atomic(storage, () =>
      this.#said.say(person, (barredBy) => stageOccasion(words, { barredBy, valueOf }), theShop(this.#parts.store.setup().settings.name)),
    );
    if (show) queueMicrotask(show);
    if (againAtMs !== null) this.#plan(shopper, item, againAtMs);
  }

  /** Whether somebody is still in the stage that a message speaks of. */
  stillHolds(shopper: string, subject: string): boolean {
    const summary = this.#parts.knowing.store.summary(shopper);
    return summary !== null && stageSubject(summary.stage, summary.stageSinceMs) === subject;
  }

  #wordFor(stage: Stage): StageWord {
    return this.#parts.store.setup().settings.stageWords?.[stage] ?? FIRST_WORDS[stage];
  }

  #plan(shopper: string, { stage, sinceMs }: StageItem, dueAtMs: number): void {
    this.#parts.agenda.plan({ kind: 'stage-word', key: shopper, dueAtMs, payload: { stage, sinceMs }, lane: 3 });
  }

  /** What may stand in braces, in a language; null = not known, or nothing to speak of. */
  #values(person: Person): (name: string, locale: string) => string | null {
    const { settings } = this.#parts.store.setup();
    const points = pointsView(this.#book.purse(person), this.#book.shop(), now());
    const next = points.tier?.next ?? null;
    const isMoney = settings.programme.tiers?.by === 'spend';
    const answer = Math.max(0, ...(settings.programme.rules ?? []).map((rule) => (rule.on === 'profile' ? rule.points : 0)));
    const facts = this.#parts.knowing.facts(person.id);
    return (name, locale) => {
      const number = (value: number): string => new Intl.NumberFormat(locale === '' ? 'en' : locale).format(value);
      if (name === 'shop') return settings.name;
      if (name === 'name') return person.name;
      if (name === 'points') return points.available > 0 ? number(points.available) : null;
      if (name === 'orders') return number(Number(facts?.['orders'] ?? person.orders));
      if (name === 'answer') return answer > 0 ? number(answer) : null;
      if (name === 'tier') return next ? pick(next.title, locale) || next.id : null;
      if (name !== 'missing' || !next) return null;
      return isMoney ? moneyOf(next.missing, settings.currency, locale === '' ? 'en' : locale) : number(next.missing);
    };
  }
}
