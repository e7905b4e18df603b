import type { StageRules } from '@rapport/domain/lifecycle';
import { parseRule } from '@rapport/domain/segments';
import type { Condition } from '@rapport/domain/segments';
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

/** The owner's rules of the stages: what is there, without what was left out. */
export const given = (rules: StageRulesPatch): Partial<StageRules> =>
  Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
