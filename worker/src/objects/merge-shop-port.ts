import type { MergeFinal } from '@rapport/protocol';
import type { Answer } from './ports.ts';

/** A merge of two members as the shop's object knows it: ids only. */
export interface MergeKnown {
  readonly id: string;
  readonly state: 'running' | 'merged' | 'undone';
  readonly keptId: string;
  readonly mergedId: string;
  readonly atMs: number;
  readonly by: string;
  readonly undoneAtMs: number | null;
  readonly undoneBy: string | null;
  readonly final: MergeFinal | null;
}

/** Merges of members, as the shop's object drives them. */
export interface MergeShopPort {
  /** Merges two members; done when the promise resolves, unless a slice is being moved: then `running`. The same id again is the same merge. */
  mergePeople(id: string, kept: string, gone: string, who: string): Promise<Answer<{ merge: MergeKnown }>>;
  mergeOf(id: string): Promise<Answer<{ merge: MergeKnown }>>;
  undoMerge(id: string, who: string): Promise<Answer<{ merge: MergeKnown }>>;
  /** Everybody who is found as this person because they were merged into them, at whatever remove. */
  livingOnAs(person: string): Promise<Answer<{ people: readonly string[] }>>;
  mergesOfPeople(before: string | null, limit: number): Promise<Answer<{ merges: readonly MergeKnown[]; next: string | null }>>;
}
