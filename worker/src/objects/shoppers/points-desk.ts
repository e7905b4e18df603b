import { adjusted, grant, judgement, toldBirthday, versionAt } from '@rapport/domain/commerce';
import type { Grant, Moved, OrderFacts } from '@rapport/domain/commerce';
import { accountOf } from '@rapport/domain/points';
import type { Movement } from '@rapport/domain/points';
import { explain, pointsView, previewOf, replay, statement } from '@rapport/domain/points-report';
import type { Replayed } from '@rapport/domain/points-report';
import type { EarnPreview, Explanation, LedgerRow, PointsView, PreviewRequest, Programme, ReferralView } from '@rapport/protocol';
import type { ShopperView, Standing, StatementRow } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, ByHand, Caller, Occurred } from '../ports.ts';
import { now } from '../../platform/clock.ts';
import { pageOf } from '../../platform/page-of.ts';
import { withOffers } from './offer-orders.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsBook } from './points-book.ts';

const DAY_MS = 86_400_000;
/** Questions somebody may answer; past it nothing new is kept. */
const ANSWERS_KEPT = 100;
/** Shoppers a replay looks at in one call. */
const REPLAYED_A_CALL = 50;

/** What can be asked and told of a person's points besides buying and spending. */
export class PointsDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #book: PointsBook;

  constructor(parts: SliceParts, people: People, book: PointsBook) {
    this.#parts = parts;
    this.#people = people;
    this.#book = book;
  }

  /** How a person's points stand. */
  view(at: At, id: string): Answer<{ points: PointsView; standing: Standing }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const purse = this.#book.purse(loaded.person);
    return { ok: true, points: pointsView(purse, this.#book.shop(), now()), standing: this.#standing(id) };
  }

  /** Rows with their running balance, the newest first. `before` is the number of the last row of the page before. */
  statement(at: At, id: string, before: string | null, limit: number): Answer<{ rows: StatementRow[]; next: string | null }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    if (before !== null && !/^\d{1,15}$/.test(before)) return refused('invalid-query', 'That is not a place in this list.');
    const { rules } = versionAt(this.#book.shop().versions, now()).programme;
    const all = statement(this.#rows(id), rules).toReversed();
    const found = before === null ? all : all.filter(({ seq }) => seq < Number(before));
    const { shown, next } = pageOf(found, limit, ({ seq }) => String(seq));
    return { ok: true, rows: shown, next };
  }

  /** Why a row is as it is. */
  explain(at: At, id: string, seq: number): Answer<{ explanation: Explanation }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const rows = this.#rows(id);
    const row = rows.find((one) => one.seq === seq);
    if (!row) return refused('not-found');
    const { points } = this.#parts;
    const opening = rows.find((one) => one.lotId === row.lotId && one.from === 'issued') ?? null;
    const order = row.orderId === null ? null : points.order(id, row.orderId);
    const note = points.note(id, row.key.slice(0, row.key.lastIndexOf('#')));
    return { ok: true, explanation: explain(row, opening, order, this.#book.shop(), note) };
  }

  /** What a basket would bring now: judged by the function that awards it. */
  async preview(at: At, id: string, basket: PreviewRequest, facts: OrderFacts): Promise<Answer<{ preview: EarnPreview }>> {
    const left = await this.#book.limits.reachable();
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const shop = withOffers({ ...this.#book.unlimited(), ...left }, id, null, this.#parts);
    const subtotalMinor = basket.lines.reduce((sum, line) => sum + line.totalMinor, 0);
    const made = judgement(this.#book.purse(loaded.person), { ...basket, subtotalMinor }, now(), shop, now(), facts);
    return { ok: true, preview: previewOf(made, versionAt(shop.versions, now()).programme) };
  }

  /** Staff or the back end give or take points. The same command again changes nothing. */
  adjust(at: At, id: string, { command, bodyHash, points, reason, note, by }: ByHand): Answer<{ saved: string }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { commerce } = this.#parts;
    if (!this.#parts.store.person(id)) return refused('not-found');
    const before = commerce.command(id, command);
    if (before) return before.bodyHash === bodyHash ? { ok: true, saved: before.answer ?? '' } : refused('key-reused');
    const key = `adjust:${command}`;
    const moved = adjusted(this.#book.purse(loaded.person), { key, points, reason }, this.#book.shop(), this.#people.moment());
    if (!moved.ok) return moved;
    let saved = '';
    this.#book.keep(moved, {
      also: () => {
        this.#parts.points.saveNote(id, key, by, note);
        saved = JSON.stringify(this.#standing(id));
        commerce.saveCommand(id, command, bodyHash, saved, now());
      },
    });
    return { ok: true, saved };
  }

  /** What would be given for something that happened, if nothing were limited for all. */
  wouldOccur(at: At, id: string, occurred: Occurred): readonly Movement[] {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return [];
    const [shop, moment, purse] = [this.#book.unlimited(), this.#people.moment(), this.#book.purse(loaded.person)];
    const { programme } = versionAt(shop.versions, now());
    return this.#grants(programme, occurred).flatMap((one) => grant(purse, one, shop, moment).movements);
  }

  /** What would be given for an answer of a shopper's about themselves, if nothing were limited for all. */
  wouldAnswer(at: At, id: string, question: string): readonly Movement[] {
    if (this.#parts.points.answer(id, question) !== null || this.#parts.store.person(id)?.kind !== 'member') return [];
    return this.wouldOccur(at, id, { on: 'profile', id: question, name: question });
  }

  /** Takes who recommended the shop: once, and only from somebody who has never bought. */
  recommended(at: At, caller: Caller, by: string): Answer<{ view: ShopperView }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { points } = this.#parts;
    const known = points.referral(caller.id);
    if (known)
      return known.by === by
        ? { ok: true, view: this.#people.viewOf(loaded.person) }
        : refused('limit-reached', 'Somebody else recommended us to you.');
    if (points.hasBought(caller.id)) return refused('not-new');
    const changed = this.#people.noted(loaded.person, 'recommended', 'page', {});
    return { ok: true, view: this.#people.keep(changed, () => points.saveReferral(caller.id, { by, state: 'waiting' }), caller) };
  }

  /** Whether somebody recommended the shop to this shopper. */
  recommendation(at: At, id: string): Answer<{ mine: ReferralView['mine'] }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const known = this.#parts.points.referral(id);
    return { ok: true, mine: known === null ? 'none' : known.state === 'waiting' ? 'waiting' : 'counted' };
  }

  /** Something happened that rules may give points for: an event, an approved review, a balance from elsewhere. Once for each key. */
  occur(at: At, id: string, occurred: Occurred): Answer<{ points: number; isNew: boolean; standing: Standing }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const rows = this.#parts.commerce.ledger(id);
    const { on, id: cause, expiresAtMs = Infinity } = occurred;
    // Points that lapse the moment they come are a mistake in the file; a row sent again after its day is the same row as ever.
    if (on === 'import' && expiresAtMs <= now() && !rows.some(({ key }) => key === `import:${cause}`)) return refused('expired');
    const before = accountOf(rows);
    const shop = this.#book.shop();
    const moment = this.#people.moment();
    const programme = versionAt(shop.versions, now()).programme;
    for (const one of this.#grants(programme, occurred))
      this.#keep(grant(this.#book.purse(this.#parts.store.person(id) ?? loaded.person), one, shop, moment));
    const after = accountOf(this.#parts.commerce.ledger(id));
    const earned = after.lots.reduce((sum, lot) => sum + lot.earned, 0) - before.lots.reduce((sum, lot) => sum + lot.earned, 0);
    return { ok: true, points: earned, isNew: after.lots.length > before.lots.length, standing: this.#standing(id) };
  }

  /** Takes an answer of a shopper's about themselves, and gives what the first one to each question is worth. A birthday can be changed once in 365 days. */
  answer(at: At, id: string, question: string, answer: string): Answer<{ standing: Standing }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { points } = this.#parts;
    const known = points.answer(id, question);
    if (known === null && points.countAnswers(id) >= ANSWERS_KEPT) return refused('limit-reached', 'No more answers are kept.');
    const purse = this.#book.purse(loaded.person);
    const state = question === 'birthday' ? toldBirthday(purse.state, answer, now()) : purse.state;
    if (!state && known !== answer) return refused('limit-reached', 'A birthday is told as --MM-DD or YYYY-MM-DD, and changed once in 365 days.');
    const shop = this.#book.shop();
    // A guest's answer waits: sessions cost nothing, and points for them would be points for nobody.
    const grants = known === null && loaded.person.kind === 'member' ? this.#answerGrants(question) : [];
    const told = { ...purse, state: state ?? purse.state };
    const first = grants[0] ?? { key: `profile:${question}:none`, rule: 'none', points: 0, reason: 'profile' };
    const moved = grant(told, first, shop, this.#people.moment());
    this.#book.keep(moved, { also: () => points.saveAnswer(id, question, answer, now()) });
    for (const one of grants.slice(1))
      this.#keep(grant(this.#book.purse(this.#parts.store.person(id) ?? loaded.person), one, shop, this.#people.moment()));
    return { ok: true, standing: this.#standing(id) };
  }

  /** Gives a new member what the answers are worth that they gave as a guest, each once. Inside the caller's transaction; whether there was any. */
  rewardAnswers(id: string): boolean {
    const before = this.#parts.store.person(id);
    if (before?.kind !== 'member') return false;
    for (const question of this.#parts.points.answered(id)) {
      for (const one of this.#answerGrants(question))
        this.#keep(grant(this.#book.purse(this.#parts.store.person(id) ?? before), one, this.#book.shop(), this.#people.moment()));
    }
    return this.#parts.store.person(id)?.version !== before.version;
  }

  #answerGrants(question: string): readonly Grant[] {
    return this.#grants(versionAt(this.#book.shop().versions, now()).programme, { on: 'profile', id: question, name: question });
  }

  /** A part of a replay: these shoppers' orders of the last days, judged again. Changes nothing. */
  replay(
    at: At,
    days: number,
    draft: Programme | null,
    after: string,
  ): Answer<{ shoppers: ({ id: string } & Replayed)[]; liability: number; next: string | null }> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const { points, commerce } = this.#parts;
    const sinceMs = now() - days * DAY_MS;
    const ids = points.buyersSince(sinceMs, after, REPLAYED_A_CALL);
    const shop = this.#book.shop();
    const shoppers = ids.map((id) => {
      const orders = points.orderIdsSince(id, sinceMs).flatMap((orderId) => {
        const order = points.order(id, orderId);
        return order ? [{ order, inLedger: points.standingOf(id, orderId) }] : [];
      });
      return { id, ...replay(orders, draft, shop) };
    });
    return {
      ok: true,
      shoppers,
      liability: after === '' ? commerce.liability() : 0,
      next: ids.length === REPLAYED_A_CALL ? (ids.at(-1) ?? null) : null,
    };
  }

  /** Which grants answer to what happened. */
  #grants(programme: Programme, { on, id, name, points, expiresAtMs, reason, gifts }: Occurred): readonly Grant[] {
    if (on === 'import') {
      const lapse = expiresAtMs === undefined ? {} : { expiresAtMs };
      return [{ key: `import:${id}`, rule: 'import', points: points ?? 0, reason: reason ?? 'import', ...lapse }];
    }
    // What a recommendation brings was judged where the order is.
    if (on === 'referral')
      return (gifts ?? []).map((gift) => ({ key: `referral:${gift.rule}:${id}`, rule: gift.rule, points: gift.points, reason: reason ?? on }));
    const isOn = ({ fromMs, untilMs }: { fromMs?: number | undefined; untilMs?: number | undefined }): boolean =>
      now() >= (fromMs ?? 0) && now() < (untilMs ?? Infinity);
    const rules = (programme.rules ?? []).filter((rule) => rule.on === on && isOn(rule) && (rule.name === undefined || rule.name === name));
    return rules.map((rule) => ({ key: `${on}:${rule.id}:${id}`, rule: rule.id, points: rule.points, reason: on }));
  }

  #keep(moved: Moved, also: () => void = () => undefined): void {
    if (moved.movements.length > 0) this.#book.keep(moved, { also });
  }

  #rows(id: string): LedgerRow[] {
    return this.#parts.points.rows(id, null, -1).toReversed();
  }

  #standing(id: string): Standing {
    const { pending, available, debt } = accountOf(this.#parts.commerce.ledger(id));
    return { shopperId: id, pending, available, debt, tier: this.#parts.points.state(id).tier.tier };
  }
}
