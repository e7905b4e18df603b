import type { ProfileField } from '@rapport/protocol';
import { FRESH_PART } from './tuning.ts';

const DAY_MS = 86_400_000;

/** How good one field is, over people: how many there are, how many have it, of how many it can be right, and of how many it is of late. */
export interface FieldCount {
  readonly of: number;
  readonly known: number;
  readonly valid: number;
  /** null = it is not noted when it was told. */
  readonly fresh: number | null;
}

/** What is looked at of one member. */
export interface Member {
  readonly name: string | null;
  readonly email: string | null;
  /** Whether mail to them came back. */
  readonly bounced: boolean;
  readonly answers: readonly { readonly field: string; readonly fits: boolean; readonly atMs: number }[];
}

/** Counts the fields of some members; `name`, `email`, and each question of the owner's as `profile.<id>`. */
export const countFields = (members: readonly Member[], fields: readonly ProfileField[], nowMs: number): Readonly<Record<string, FieldCount>> => {
  const named = members.flatMap(({ name }) => (name === null || name.trim() === '' ? [] : [name]));
  const written = members.filter(({ email }) => email !== null && email !== '');
  const asked = fields.map(({ id, keepDays }): [string, FieldCount] => {
    const answers = members.flatMap((one) => one.answers.find(({ field }) => field === id) ?? []);
    const valid = answers.filter(({ fits }) => fits);
    const fresh = valid.filter(({ atMs }) => nowMs - atMs < keepDays * FRESH_PART * DAY_MS);
    return [`profile.${id}`, { of: members.length, known: answers.length, valid: valid.length, fresh: fresh.length }];
  });
  return {
    name: { of: members.length, known: named.length, valid: named.filter(isName).length, fresh: null },
    email: {
      of: members.length,
      known: written.length,
      valid: written.filter((one) => isEmail(one.email ?? '') && !one.bounced).length,
      fresh: null,
    },
    ...Object.fromEntries(asked),
  };
};

/** Two counts of different people as one. */
export const addFields = (
  one: Readonly<Record<string, FieldCount>>,
  other: Readonly<Record<string, FieldCount>>,
): Readonly<Record<string, FieldCount>> =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((field) => {
      const [a, b] = [one[field], other[field]];
      if (!a || !b) return [field, (a ?? b) as FieldCount];
      const fresh = a.fresh === null || b.fresh === null ? null : a.fresh + b.fresh;
      return [field, { of: a.of + b.of, known: a.known + b.known, valid: a.valid + b.valid, fresh }];
    }),
  );

/** Whether a text can be somebody's name: it has letters, and is no address, number or word that forms are filled with. */
export const isName = (name: string): boolean =>
  /\p{L}/u.test(name) && !/[@\d<>{}]|https?:/u.test(name) && !/^(test|asdf|qwe(rty)?|none|n\/?a|unknown|guest|x+|\.+|-+)$/i.test(name.trim());

/** Whether mail can go to an address, by its form. */
export const isEmail = (email: string): boolean => /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) && !email.includes('..');
