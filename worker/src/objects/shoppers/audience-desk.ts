import type { FunnelSum } from '@rapport/domain/report';
import { bindRule } from '@rapport/domain/segments';
import { addShapes, shapeOf } from '@rapport/domain/segments';
import type { Condition, Shape } from '@rapport/domain/segments';
import type { Buyer, Learnt } from '@rapport/domain/value';
import type { AudienceRow } from '@rapport/protocol';
import type { Answer, At } from '../ports.ts';
import type { AudienceMoment, DaySumRow, StageFlowRow, StandingRow } from '../audience-ports.ts';
import type { Fence } from '../../platform/fence.ts';
import { buyerIn, shapedIn } from '@rapport/domain/knowing';
import { now } from '../../platform/clock.ts';
import { inPieces } from '../../platform/pieces.ts';
import type { KnowingStore } from './knowing-store.ts';
import type { AudienceLine, SegmentStore } from './segment-store.ts';

/** Rows looked at before other calls get their turn: about 5 ms (law 6). */
const ROWS_A_PIECE = 8_000;

/** Customers scored before other calls get their turn, about 5 ms; and pieces that wait to be added up. */
const CUSTOMERS_A_PIECE = 300;
const PARTS_HELD = 50;

/** Questions about everybody in the slice. Each runs in pieces; what changes meanwhile may be counted as it was or as it is. */
export class AudienceDesk {
  readonly #fence: Fence;
  readonly #segments: SegmentStore;
  readonly #knowing: KnowingStore;

  constructor(fence: Fence, segments: SegmentStore, knowing: KnowingStore) {
    this.#fence = fence;
    this.#segments = segments;
    this.#knowing = knowing;
  }

  /** How many people a rule holds of, and how many there are. */
  async count(at: At, rule: Condition, moment: AudienceMoment): Promise<Answer<{ people: number; everybody: number }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const bound = bindRule(rule, moment);
    let [people, everybody] = [0, 0];
    await inPieces('', (after) => {
      const piece = this.#segments.countPiece(bound, after, ROWS_A_PIECE);
      people += piece.people;
      everybody += piece.seen;
      return { next: piece.last, rows: 1 };
    });
    return { ok: true, people, everybody };
  }

  /** The first people after an id whom a rule holds of, in order of id. */
  async list(
    at: At,
    rule: Condition,
    moment: AudienceMoment,
    after: string,
    limit: number,
  ): Promise<Answer<{ people: AudienceRow[]; next: string | null }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const bound = bindRule(rule, moment);
    const ids: string[] = [];
    await inPieces(after, (from) => {
      const piece = this.#segments.listPiece(bound, from, ROWS_A_PIECE, limit - ids.length);
      ids.push(...piece.ids);
      return { next: ids.length < limit ? piece.last : null, rows: 1 };
    });
    return { ok: true, people: this.#segments.lines(ids).map(lineOf), next: ids.length === limit ? (ids.at(-1) ?? null) : null };
  }

  /** How many people stand where. */
  async standing(at: At): Promise<Answer<{ groups: StandingRow[] }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const groups = new Map<string, StandingRow>();
    await inPieces('', (after) => {
      const piece = this.#segments.standingPiece(after, ROWS_A_PIECE);
      for (const group of piece.groups) {
        const key = `${group.stage} ${group.layer} ${group.rfm}`;
        const known = groups.get(key);
        groups.set(key, added(known ?? { ...NOBODY, stage: group.stage, layer: group.layer, rfm: group.rfm }, group));
      }
      return { next: piece.last, rows: 1 };
    });
    return { ok: true, groups: [...groups.values()] };
  }

  days(at: At, from: string, to: string): Answer<{ days: DaySumRow[]; flows: StageFlowRow[] }> {
    return this.#fence.admit(at) ?? { ok: true, days: this.#knowing.days(from, to), flows: this.#knowing.flows(from, to) };
  }

  funnel(at: At, from: string, to: string): Answer<{ sums: FunnelSum[] }> {
    return this.#fence.admit(at) ?? { ok: true, sums: this.#knowing.funnel.sums(from, to) };
  }

  /** A page of customers as a fit counts them, by id. */
  buyers(at: At, after: string, limit: number): Answer<{ buyers: Buyer[]; next: string | null }> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const page = this.#knowing.customersAfter(after, limit);
    const nowMs = now();
    const buyers = page.flatMap(({ summary }): Buyer[] => {
      const buyer = buyerIn(summary, nowMs);
      return buyer ? [buyer] : [];
    });
    return { ok: true, buyers, next: page.length === limit ? (page.at(-1)?.shopper ?? null) : null };
  }

  /** How all customers here are spread, each scored by what was just learnt. */
  async shape(at: At, learnt: Learnt): Promise<Answer<{ shape: Shape }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const parts: Shape[] = [];
    const nowMs = now();
    await inPieces('', (after) => {
      const page = this.#knowing.customersAfter(after, CUSTOMERS_A_PIECE);
      parts.push(shapeOf(page.flatMap(({ summary }) => shapedIn(summary, learnt, nowMs) ?? [])));
      if (parts.length > PARTS_HELD) parts.splice(0, parts.length, addShapes(parts));
      return { next: page.length === CUSTOMERS_A_PIECE ? (page.at(-1)?.shopper ?? null) : null, rows: 1 };
    });
    return { ok: true, shape: addShapes(parts) };
  }
}

const NOBODY = { people: 0, valueMinor: 0, spentMinor: 0, orders: 0, returned: 0, points: 0, pending: 0 } as const;

const added = (one: StandingRow, other: StandingRow): StandingRow => ({
  ...one,
  people: one.people + other.people,
  valueMinor: one.valueMinor + other.valueMinor,
  spentMinor: one.spentMinor + other.spentMinor,
  orders: one.orders + other.orders,
  returned: one.returned + other.returned,
  points: one.points + other.points,
  pending: one.pending + other.pending,
});

const lineOf = (line: AudienceLine): AudienceRow => ({
  id: line.shopper,
  name: line.name,
  email: line.email,
  kind: line.kind as AudienceRow['kind'],
  layer: line.layer,
  stage: line.stage as AudienceRow['stage'],
  orders: line.orders,
  spentMinor: line.spent_minor,
  refunds: line.refunds,
  stageSinceMs: line.stage_since_ms,
  layerBefore: line.layer_before,
  layerSinceMs: line.layer_since_ms,
  lastSeenAtMs: line.last_seen_at_ms,
  lastOrderAtMs: line.last_order_at_ms,
  valueMinor: line.value_minor,
  valueDecile: line.value_decile,
  alive: line.alive,
  points: line.points,
});
