import { addWants, readLexicon, stemmer, wantsOf } from '@rapport/domain/watches';
import type { Want } from '@rapport/domain/watches';
import type { Lexicon } from '@rapport/protocol';
import type { Answer, At } from '../ports.ts';
import type { Fence } from '../../platform/fence.ts';
import { demandPiece } from './demand-store.ts';

/** People looked at before others get their turn. */
const PEOPLE_A_PIECE = 200;
/** Wants that one answer holds; the rest, of the fewest people, is left out. */
const MOST_WANTS = 20_000;

/** What the people of a slice look for in vain, gathered in pieces; words that mean the same in the shop's lexicon are one want. */
export const demandOf = async (sql: SqlStorage, fence: Fence, at: At, lexicon: Lexicon | undefined): Promise<Answer<{ wants: Want[] }>> => {
  let wants: Want[] = [];
  const stem = stemmer(readLexicon(lexicon));
  for (let after: string | null = ''; after !== null;) {
    const refusal = fence.admit(at);
    if (refusal) return refusal;
    const piece = demandPiece(sql, after, PEOPLE_A_PIECE);
    if (piece.sought.length > 0) wants = addWants([wants, wantsOf(piece.sought, stem)]);
    after = piece.last;
    await scheduler.wait(0);
  }
  return { ok: true, wants: wants.toSorted((a, b) => b.people - a.people).slice(0, MOST_WANTS) };
};
