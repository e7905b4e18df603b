import { parseRule } from '@rapport/domain/segments';
import type { PersonExport, PersonStanding, ProfileField } from '@rapport/protocol';
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
    // A segment that asks for a hidden answer would give it away by who is in it.
    segments: standing.segments.filter((id) => mayKnow(c, id)),
  };
};

const mayKnow = (c: AppContext, segment: string): boolean => {
  const found = c.var.door.settings.segments?.find(({ id }) => id === segment);
  return found !== undefined && parseRule(found.rule, seenOf(c)).ok;
};

/** Everything held of somebody as this member of staff may have it: without answers that they may not see. The person's own export holds them all. */
export const seenExport = (c: AppContext, everything: PersonExport): PersonExport => {
  const hidden = new Set((c.var.door.settings.profileFields ?? []).map(({ id }) => id));
  for (const { id } of seenOf(c)) hidden.delete(id);
  const { profile_answer: answers, taste } = everything.tables;
  return {
    ...everything,
    tables: {
      ...everything.tables,
      ...(answers ? { profile_answer: answers.filter(({ field }) => !hidden.has(String(field))) } : {}),
      ...(taste ? { taste: taste.map((row) => ({ ...row, profile: withoutHidden(row['profile'], hidden) })) } : {}),
    },
  };
};

const withoutHidden = (profile: unknown, hidden: ReadonlySet<string>): unknown => {
  if (typeof profile !== 'string') return profile;
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(profile) as object).filter(([id]) => !hidden.has(id))));
};
