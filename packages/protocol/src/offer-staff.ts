import * as z from 'zod';
import { ContactRules } from './contact.ts';
import { TellReason } from './message.ts';
import { Offer, OfferChannel, OfferDraft, OfferPlacement, OfferRules, OfferWhy, OfferWithheld } from './offer.ts';

/** An offer as its staff sees it. What came of it counts people-days of showing: once a day, place and person. */
export const OfferRow = z.object({
  offer: Offer,
  left: z.object({ units: z.int().nullable(), moneyMinor: z.int().nullable() }),
  sum: z.object({ shown: z.int(), ghosts: z.int(), taken: z.int(), used: z.int(), declined: z.int() }),
});
export type OfferRow = z.infer<typeof OfferRow>;

/** The rules as they held from a moment on, until the next version: those of offers, and those of mail and push. */
export const RulesVersion = z.object({ version: z.int(), fromMs: z.int(), who: z.string(), offerRules: OfferRules, contact: ContactRules });
export type RulesVersion = z.infer<typeof RulesVersion>;

/** Answer to GET /v1/rules/versions, the newest first. */
export const RulesVersions = z.object({ versions: z.array(RulesVersion), next: z.string().nullable() });
export type RulesVersions = z.infer<typeof RulesVersions>;

/** Answer to POST /v1/offers/count. People of the holdout are not among the eligible. */
export const OfferCount = z.object({ people: z.int(), eligible: z.int() });
export type OfferCount = z.infer<typeof OfferCount>;

/** Body of POST /v1/offers/preview. `offerId` = the offer that the draft would change. */
export const OfferPreview = z.strictObject({
  shopperId: z.string().min(1).max(64),
  offerId: z.string().min(1).max(64).optional(),
  draft: OfferDraft,
});
export type OfferPreview = z.infer<typeof OfferPreview>;

/** What one channel, or one place on a page, would give and withhold. */
export const OfferDecision = z.object({
  channel: OfferChannel,
  placement: OfferPlacement.nullable(),
  atMs: z.int(),
  /** What chance was drawn from; the same again gives the same. */
  seed: z.string(),
  given: z.array(z.object({ offerId: z.string(), name: z.string(), version: z.int(), why: z.array(OfferWhy), promised: z.boolean() })),
  withheld: z.array(
    z.object({
      offerId: z.string(),
      name: z.string(),
      version: z.int(),
      reason: OfferWithheld,
      /** Which of the owner's rules. */
      rule: z.string().nullable(),
      /** With `contact`: what the rules of all messages say. */
      tell: TellReason.nullable(),
    }),
  ),
});
export type OfferDecision = z.infer<typeof OfferDecision>;

export const OfferDecisions = z.object({ shopperId: z.string(), decisions: z.array(OfferDecision) });
export type OfferDecisions = z.infer<typeof OfferDecisions>;
