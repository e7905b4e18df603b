import { NO_KNOWLEDGE } from '@rapport/domain/knowing';
import type { ShopKnowledge } from '@rapport/domain/knowing';
import { FIRST_RULES } from '@rapport/domain/lifecycle';
import type { StageRules } from '@rapport/domain/lifecycle';
import { exponentOf } from '@rapport/domain/points';
import { FIRST_LAYERS, NO_CUTS, parseRule, readLayers } from '@rapport/domain/segments';
import type { Condition, Cuts } from '@rapport/domain/segments';
import { NOTHING_LEARNT } from '@rapport/domain/value';
import type { Learnt } from '@rapport/domain/value';
import type { ShopSettings, StageRulesPatch } from '@rapport/protocol';

/** A segment of the owner's whose rule can be read. */
interface ReadSegment {
  readonly id: string;
  readonly condition: Condition;
}

/** The owner's segments, read once for as long as the settings stay: a decision must not parse. */
export class ReadSegments {
  #last: { readonly settings: ShopSettings; readonly read: readonly ReadSegment[] } | null = null;

  of(settings: ShopSettings): readonly ReadSegment[] {
    if (this.#last?.settings === settings) return this.#last.read;
    const read = (settings.segments ?? []).flatMap(({ id, rule }) => {
      const parsed = parseRule(rule, settings.profileFields ?? []);
      return parsed.ok ? [{ id, condition: parsed.condition }] : [];
    });
    this.#last = { settings, read };
    return read;
  }
}

/** What everybody is moved by: where this changes, all are looked at anew. */
export const movedBy = ({ stages, layers, profileFields, timeZone }: ShopSettings): string =>
  JSON.stringify([stages, layers, ...(layers === undefined ? [] : [profileFields?.map(({ id, type, choices }) => [id, type, choices]), timeZone])]);

/** What was learnt of the shop, with the owner's own rules over it. */
export const knowledgeOf = (settings: ShopSettings, model: { readonly learnt: Learnt; readonly cuts: Cuts } | null): ShopKnowledge => {
  const learnt = model?.learnt ?? NOTHING_LEARNT;
  const usualGapDays = learnt.basis === 'model' ? Math.max(7, Math.round(learnt.rhythmWeeks * 7)) : FIRST_RULES.usualGapDays;
  return {
    ...NO_KNOWLEDGE,
    rules: { ...FIRST_RULES, usualGapDays, ...given(settings.stages ?? {}) },
    learnt,
    cuts: model?.cuts ?? NO_CUTS,
    exponent: exponentOf(settings.currency),
    layers: readLayers(settings.layers ?? FIRST_LAYERS, settings.profileFields ?? []),
    timeZone: settings.timeZone,
  };
};

/** The owner's rules of the stages: what is there, without what was left out. */
const given = (rules: StageRulesPatch): Partial<StageRules> => Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
