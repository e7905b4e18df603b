import { troublesOf } from '@rapport/domain/knowing';
import type { ShopKnowledge, Summary, Taste } from '@rapport/domain/knowing';
import { likings } from '@rapport/domain/interest';
import { nextStageAtMs, reasonsOf } from '@rapport/domain/lifecycle';
import { worthOf } from '@rapport/domain/segments';
import { marginShare } from '@rapport/domain/value';
import type { PersonStanding } from '@rapport/protocol';
import type { StageEntry } from './knowing-store.ts';

/** What is read of one person for it. */
interface KnownPerson {
  readonly summary: Summary;
  readonly taste: Taste;
  readonly stages: readonly StageEntry[];
  /** The owner's segments that they are in. */
  readonly segments: readonly string[];
}

/** Where somebody stands, and why: as staff reads it. */
export const standingOf = ({ summary, taste, stages, segments }: KnownPerson, shop: ShopKnowledge, nowMs: number): Omit<PersonStanding, 'told'> => {
  const { layer, layerSinceMs, layerBefore, recency, frequency, money, rfm, stage, stageSinceMs } = summary;
  return {
    stage,
    stageSinceMs,
    nextStageAtMs: nextStageAtMs(summary, shop.rules, nowMs),
    reasons: [...reasonsOf(stage, summary, troublesOf(summary), shop.rules, nowMs)],
    history: stages.map((entry) => ({ ...entry, reasons: [...entry.reasons] })),
    layer,
    layerSinceMs,
    layerBefore,
    rfm,
    recency,
    frequency,
    money,
    value: valueOf(summary, shop),
    likings: likings(taste.interests, nowMs).map(({ facet, key, share, sure, because }) => ({ facet, key, share, sure, because })),
    profile: { ...taste.profile },
    segments: [...segments],
  };
};

/** What somebody is expected to bring, and which tenth that is; null of who has not bought. */
const valueOf = (summary: Summary, { learnt, cuts }: ShopKnowledge): PersonStanding['value'] => {
  const { alive, expectedOrders, valueMinor, valueDecile: decile } = summary;
  if (alive === null || expectedOrders === null || valueMinor === null) return null;
  const worthMinor = worthOf(cuts, valueMinor, marginShare(summary));
  return { alive, expectedOrders, valueMinor, decile, decileBy: cuts.by ?? 'revenue', worthMinor, basis: learnt.basis };
};
