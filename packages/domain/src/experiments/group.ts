import type { Consent } from '@rapport/protocol';

/** `holdout` = gets no offers, no promotional messages and no personal ranking, so that the others can be compared with somebody. */
export type Group = 'holdout' | 'treated';

/** The group of somebody whose keyed draw (0 ≤ draw < 1) is this. The same person always draws the same, so a second import changes nothing. */
export const groupOf = (draw: number, share: number): Group => (draw < share ? 'holdout' : 'treated');

/** A purpose that showing something needs the shopper's word for. */
export type Needed = keyof Consent;

/**
 * Whether a moment counts as exposure: something was shown, or would have been but for the group (`ghost`). Null where showing would have needed a consent that
 * isn't there: the treated would have seen nothing either, so that counting it would water one group down and not the other.
 */
export const exposureOf = (group: Group, consent: Consent, needed: readonly Needed[]): 'shown' | 'ghost' | null => {
  if (needed.some((purpose) => consent[purpose] !== 'granted')) return null;
  return group === 'holdout' ? 'ghost' : 'shown';
};

/** The group after two people turned out to be one: the member's, where they have one. `crossed` = they have lived in both; they are flagged and compared as assigned. */
export const groupAfterMerge = (member: Group | null, guest: Group | null): { readonly group: Group | null; readonly crossed: boolean } => ({
  group: member ?? guest,
  crossed: member !== null && guest !== null && member !== guest,
});
