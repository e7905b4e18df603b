import type { RowSeen } from '@rapport/domain/recommend';
import type { RowFigures } from '@rapport/protocol';
import type { Seat } from '../platform/fence.ts';
import type { Parcel } from '../platform/outbox.ts';
import type { Answer } from './ports.ts';

/** What the recommender is asked and told; its half of what stands in `ports.ts`. */
export interface RecommenderPort {
  open(seat: Seat): Promise<Answer<object>>;
  take(stream: string, parcels: readonly Parcel[]): Promise<number>;
  neighbours(ids: readonly string[], limit: number): Promise<{ productId: string; because: string; score: number }[]>;
  trending(limit: number): Promise<string[]>;
  candidates(ask: RowAsk): Promise<RowCandidates>;
  /** How each placement did in so many days up to now; null = too few people were shown it. */
  figures(days: number): Promise<Record<string, RowFigures | null>>;
  tick(): Promise<void>;
}

/** What a row is to be made from; ids only. */
export interface RowAsk {
  readonly shopId: string;
  readonly want: 'next' | 'together' | 'new' | 'again' | 'trending';
  /** Products met, the oldest first. */
  readonly events: readonly string[];
  /** Never in the answer. */
  readonly exclude: readonly string[];
  /** How many are shown; more are handed on, for some will turn out to be unavailable. */
  readonly count: number;
  /** The asker: their own session has no voice in their own answer. */
  readonly alias?: string;
  /** For `new`: the shop's newest. For `again`: what was bought, the oldest basket first. */
  readonly newest?: readonly string[];
  readonly baskets?: readonly (readonly string[])[];
}

/** What one slice tells of a row that somebody saw. */
export interface RowReport extends RowSeen {
  readonly session: string;
  readonly atMs: number;
}

/** What was found for a row, the best first, and what fills it up. */
export interface RowCandidates {
  readonly found: readonly { readonly productId: string; readonly score: number; readonly because: string | null; readonly cold: boolean }[];
  readonly trending: readonly string[];
}

/** What one slice tells the recommender: a person, under a name that only the slice can undo, looked at or took something. */
export interface Signal {
  readonly session: string;
  readonly productId: string;
  readonly weight: number;
  readonly atMs: number;
}

/** What a row needs to know of a person: `history` = their orders, too; `ranked` = the row is shown to them, and made for them. */
export interface TasteAsk {
  readonly history: boolean;
  readonly ranked: boolean;
}
