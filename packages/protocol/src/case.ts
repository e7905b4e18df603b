import * as z from 'zod';
import { Whose } from './ledger.ts';

/** What somebody came with. While a case is open, nothing that is meant to sell reaches them; a complaint keeps it quiet for a while longer (`OfferRules`). */
export const CaseKind = z.enum(['question', 'complaint']);
export type CaseKind = z.infer<typeof CaseKind>;

/** A question or complaint, from the day it came to the day it was settled. */
export const ServiceCase = z.object({
  id: z.string(),
  kind: CaseKind,
  /** What it is about, for staff. */
  about: z.string(),
  openedAtMs: z.int(),
  closedAtMs: z.int().nullable(),
});
export type ServiceCase = z.infer<typeof ServiceCase>;

/** Body of POST /v1/shoppers/{id}/notes: what staff heard from somebody, for the time line. */
export const StaffNote = z.strictObject({
  kind: z.enum(['call', 'interview', 'request', 'note']),
  text: z.string().trim().min(1).max(2_000),
});
export type StaffNote = z.infer<typeof StaffNote>;

const about = z.string().trim().max(300).default('');

/** Body of POST /v1/shoppers/{id}/cases. */
export const CaseOpening = z.strictObject({ kind: CaseKind, about });
export type CaseOpening = z.infer<typeof CaseOpening>;

/** Body of POST /v1/cases: a case of the shop's own service desk as it stands there, by its id. The same again changes nothing. */
export const CaseReport = z.strictObject({
  for: Whose,
  id: z.string().min(1).max(64),
  kind: CaseKind,
  about,
  state: z.enum(['open', 'closed']),
});
export type CaseReport = z.infer<typeof CaseReport>;
