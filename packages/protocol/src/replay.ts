import * as z from 'zod';
import { Programme } from './points.ts';

/** One version of the programme. */
export const ProgrammeVersion = z.object({ version: z.int(), fromMs: z.int(), who: z.string(), programme: Programme });
export type ProgrammeVersion = z.infer<typeof ProgrammeVersion>;

export const ProgrammeVersions = z.object({ versions: z.array(ProgrammeVersion), next: z.string().nullable() });
export type ProgrammeVersions = z.infer<typeof ProgrammeVersions>;

/** Body of POST /v1/programme/replay. Without a programme the live one is replayed, each order by the version of its day. Nothing is changed by it. */
export const ReplayRequest = z.strictObject({ days: z.int().min(1).max(395).default(90), programme: Programme.optional() });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** What a programme would have made of the orders of these days, beside what the ledger says. */
export const ReplayReport = z.object({
  days: z.int(),
  orders: z.int(),
  shoppers: z.int(),
  /** Points that these orders stand for after refunds: in the ledger, and by the replayed programme. */
  pointsInLedger: z.int(),
  pointsReplayed: z.int(),
  /** Orders whose points differ. */
  differing: z.int(),
  /** Shoppers who would have more, and fewer. */
  winners: z.int(),
  losers: z.int(),
  /** Points in circulation today, and with the difference added. */
  liabilityPoints: z.int(),
  liabilityReplayed: z.int(),
  /** Rewards that could be taken for what these days brought, the cheapest first: how many now, how many then. */
  redemptions: z.int(),
  redemptionsReplayed: z.int(),
  /** The largest differences, both ways. */
  examples: z.array(z.object({ shopperId: z.string(), pointsInLedger: z.int(), pointsReplayed: z.int() })),
});
export type ReplayReport = z.infer<typeof ReplayReport>;
