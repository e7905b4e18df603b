import type { PersonStanding, ProfileField } from '@rapport/protocol';
import type { AppContext } from '../guards/context.ts';

const MAY_SEE: Readonly<Record<ProfileField['seenBy'], readonly string[]>> = {
  helpers: ['owner', 'manager', 'marketer', 'agent'],
  managers: ['owner', 'manager'],
  owners: ['owner'],
};

/** The questions whose answers a member of staff may see, by their role. */
export const seenIn = (fields: readonly ProfileField[] | undefined, role: string): readonly ProfileField[] =>
  (fields ?? []).filter(({ seenBy }) => MAY_SEE[seenBy ?? 'helpers'].includes(role));

/** The questions whose answers this member of staff may see. A rule can't speak of the others either: by what it finds it would give them away. */
export const seenOf = (c: AppContext): readonly ProfileField[] => seenIn(c.var.door.settings.profileFields, c.var.staff.role);

/** Where somebody stands, without answers that this member of staff may not see. */
export const seenStanding = (c: AppContext, standing: PersonStanding): PersonStanding => {
  const seen = new Set(seenOf(c).map(({ id }) => id));
  return {
    ...standing,
    profile: Object.fromEntries(Object.entries(standing.profile).filter(([id]) => seen.has(id))),
    told: standing.told.filter(({ field }) => seen.has(field)),
  };
};
