import * as z from 'zod';
import { ProductCard } from './product.ts';

/** Why a message came: the wish it answers, or what happened. The page writes the sentence in its own language. */
export const MessageReason = z.object({
  code: z.enum(['searched']),
  query: z.string(),
  sinceMs: z.int(),
  /** `near` = most of the words, shown as such. */
  match: z.enum(['exact', 'near']),
});
export type MessageReason = z.infer<typeof MessageReason>;

/** Something told to a shopper, in their inbox. */
export const Message = z.object({
  id: z.string(),
  kind: z.enum(['arrival']),
  atMs: z.int(),
  readAtMs: z.int().nullable(),
  product: ProductCard,
  reasons: z.array(MessageReason),
});
export type Message = z.infer<typeof Message>;

export const MessagePage = z.object({ messages: z.array(Message), next: z.string().nullable() });
export type MessagePage = z.infer<typeof MessagePage>;

/** The closed list of answers that the one place that decides may give. */
export const TellOutcome = z.enum(['sent', 'held', 'not-sent']);
export type TellOutcome = z.infer<typeof TellOutcome>;

/** Why something was told or not told. No trace, no send. */
export const TellReason = z.enum(['asked-for', 'no-consent', 'already-told', 'not-available', 'no-address']);
export type TellReason = z.infer<typeof TellReason>;

/** Body of POST /v1/me/inbox/read. */
export const ReadMark = z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(100) });
export type ReadMark = z.infer<typeof ReadMark>;
