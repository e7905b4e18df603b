import type { Consent, Preferences, ShopSettings, Texts } from '@rapport/protocol';
import { followed } from './interest/index.ts';
import type { Liking, Sign, Traits } from './interest/index.ts';
import { traitOf } from './watches/index.ts';

/** A maker or a series that somebody comes back to, and does not follow by their own word. */
export interface FollowIdea {
  /** What makes it the same as another: `brand:mino kiln`. */
  readonly id: string;
  readonly what: 'author' | 'brand' | 'series';
  /** Under which it is known among somebody's likings. */
  readonly key: string;
  /** By language; one that has no language stands under ''. */
  readonly names: Texts;
  /** The strongest sign that speaks for it. */
  readonly because: Sign;
}

/** What somebody has come back to often enough, of what they just met: the products say what it is and how it is called. */
export const followIdeas = (liked: readonly Liking[], met: readonly Traits[]): FollowIdea[] => {
  const found = new Map<string, FollowIdea>();
  for (const { facet, key, because } of followed(liked)) {
    const traits = met.find((one) => key === (facet === 'maker' ? one.maker : one.series));
    const what = facet === 'series' ? 'series' : traits?.makerIs;
    if (!traits || what === undefined) continue;
    const id = traitOf(what, key);
    found.set(id, { id, what, key, names: facet === 'series' ? { '': key } : (traits.makerNames ?? { '': key }), because });
  }
  return [...found.values()];
};

/**
 * Ideas that may still be offered: a taste that has faded or turned offers nothing, and what is settled is not asked again. `settled` = what is followed or declined,
 * by what makes a trait the same as another; under a name in any language it is the same thing.
 */
export const openIdeas = <I extends Pick<FollowIdea, 'id' | 'what' | 'key' | 'names'>>(
  ideas: readonly I[],
  liked: readonly Liking[],
  settled: ReadonlySet<string>,
): I[] => {
  const held = new Set(followed(liked).map(({ facet, key }) => `${facet} ${key}`));
  return ideas.filter(
    ({ id, what, key, names }) =>
      held.has(`${what === 'series' ? 'series' : 'maker'} ${key}`) &&
      !settled.has(id) &&
      !Object.values(names).some((name) => settled.has(traitOf(what, name))),
  );
};

/**
 * What may become of ideas: nothing where the owner wants none; asked of the shopper; or followed for them, where the owner allows it and the shopper asked for it
 * and agreed to be told.
 */
export const followingOf = (
  { follows = 'offered' }: Pick<ShopSettings, 'follows'>,
  { follows: wanted }: Pick<Preferences, 'follows'>,
  messages: 'granted' | 'denied' | 'pending',
): 'off' | 'offered' | 'followed' => {
  if (follows !== 'allowed') return follows;
  return wanted && messages === 'granted' ? 'followed' : 'offered';
};

/** Whether somebody is asked if it may be done for them: the owner allows it, and they agreed to what it needs, so that a tick does what it says. */
export const mayLetFollow = ({ follows }: Pick<ShopSettings, 'follows'>, { personalisation, messages }: Consent): boolean =>
  follows === 'allowed' && personalisation === 'granted' && messages === 'granted';
