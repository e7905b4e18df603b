import * as z from 'zod';

/** A list that somebody is in because they were put there, not because a rule holds of them. Rules may ask for it: `{"in": ["vip-dinner", {"var": "lists"}]}`. */
export const StaticList = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/), name: z.string().trim().min(1).max(80) });
export type StaticList = z.infer<typeof StaticList>;

export const StaticLists = z.object({ lists: z.array(StaticList.extend({ people: z.int() })) });
export type StaticLists = z.infer<typeof StaticLists>;

/** `as=remove` takes the people of the file off the list. */
export const ListImportQuery = z.object({ as: z.enum(['add', 'remove']).default('add') });

/** What became of a file of people: `changed` were put on the list (or taken off), `same` were there before; of lines that named nobody the first hundred are told. */
export const ListImported = z.object({
  lines: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  issues: z.array(z.object({ line: z.int(), message: z.string() })),
});
export type ListImported = z.infer<typeof ListImported>;
