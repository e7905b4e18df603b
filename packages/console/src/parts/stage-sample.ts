import { filled } from '@rapport/domain/reminders';
import type { ShopSettings, Texts } from '@rapport/protocol';
import { count } from '../format.ts';

/** Somebody made up, so that words are read as people will read them. What the shop does not have (tiers, points for an answer) is unknown, as it will be. */
const SAMPLE = { name: 'Mei', points: 340, orders: 7, missing: 60 };

/** The shop's own words with everything filled in. */
export function asRead(texts: Texts, { name, programme }: ShopSettings): Texts {
  const tier = programme.tiers?.list[0];
  const answer = Math.max(0, ...(programme.rules ?? []).map((rule) => (rule.on === 'profile' ? rule.points : 0)));
  return filled(texts, (hole, locale) => {
    switch (hole) {
      case 'name':
        return SAMPLE.name;
      case 'shop':
        return name;
      case 'points':
        return count(SAMPLE.points);
      case 'orders':
        return count(SAMPLE.orders);
      case 'tier':
        return tier ? (tier.title[locale] ?? Object.values(tier.title)[0] ?? null) : null;
      case 'missing':
        return tier ? count(SAMPLE.missing) : null;
      default:
        return hole === 'answer' && answer > 0 ? count(answer) : null;
    }
  });
}
