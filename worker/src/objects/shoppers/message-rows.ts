import { DEFAULT_PREFERENCES } from '@rapport/domain/notify';
import { entryOfMessage } from '@rapport/domain/tell';
import type { Channel, MessageKind, MessageOffer, MessageReason, Preferences, Product, TimelineEntry, Trace } from '@rapport/protocol';

/** A message as it is kept: with the product as it was when it came, or with the offer as it was promised. */
export interface KeptMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly atMs: number;
  readonly readAtMs: number | null;
  readonly state: 'shown' | 'waiting' | 'hidden' | 'archived';
  readonly product: Product | null;
  readonly offer: MessageOffer | null;
  readonly reasons: readonly MessageReason[];
}

/** A message as it is written first. `isNoted`: it says by itself what the time line says of it, and no row beside it does. */
export interface NewMessage extends Omit<KeptMessage, 'product' | 'readAtMs'> {
  readonly shopper: string;
  readonly isNoted: boolean;
}

/** How somebody wants to be reached, and where. */
export interface KeptPreference {
  readonly preferences: Preferences;
  /** An address they gave themselves, and when they followed the link in the first mail to it. */
  readonly mail: string | null;
  readonly mailConfirmedAtMs: number | null;
}

/** A message's row. */
export interface MessageRow extends Record<string, SqlStorageValue> {
  id: string;
  kind: string;
  at_ms: number;
  read_at_ms: number | null;
  state: string;
  product: string;
  offer: string | null;
  reasons: string;
}
/** A trace's row. */
export interface TraceRow extends Record<string, SqlStorageValue> {
  shopper: string;
  id: string;
  at_ms: number;
  channel: string;
  subject: string;
  outcome: string;
  reason: string;
  message: string | null;
  kind: string;
  purpose: string;
  until_ms: number | null;
  rule: string | null;
}

/** A choice's row. */
export interface PreferenceRow extends Record<string, SqlStorageValue> {
  preferences: string;
  mail: string | null;
  mail_confirmed_at_ms: number | null;
}

/** How somebody wants to be reached who has chosen nothing. */
export const NOTHING_CHOSEN: KeptPreference = { preferences: DEFAULT_PREFERENCES, mail: null, mailConfirmedAtMs: null };

/** Read back from its row. */
export const preferenceOf = ({ preferences, mail, mail_confirmed_at_ms }: PreferenceRow): KeptPreference => ({
  preferences: { ...DEFAULT_PREFERENCES, ...(JSON.parse(preferences) as Partial<Preferences>) },
  mail,
  mailConfirmedAtMs: mail_confirmed_at_ms,
});

/** Read back from its row. */
export const messageOf = (row: MessageRow): KeptMessage => ({
  id: row.id,
  kind: row.kind as MessageKind,
  atMs: row.at_ms,
  readAtMs: row.read_at_ms,
  state: row.state as KeptMessage['state'],
  product: JSON.parse(row.product) as Product | null,
  offer: row.offer === null ? null : (JSON.parse(row.offer) as MessageOffer),
  reasons: JSON.parse(row.reasons) as MessageReason[],
});

/** What the time line says of it, by its row. */
export const noteOf = (row: MessageRow): TimelineEntry => {
  const message = messageOf(row);
  return entryOfMessage(message, { productId: message.product?.id ?? null, offer: message.offer });
};

/** Read back from its row. */
export const traceOf = (row: TraceRow): Trace => ({
  id: row.id,
  atMs: row.at_ms,
  shopperId: row.shopper,
  messageId: row.message,
  kind: row.kind as MessageKind,
  purpose: row.purpose as Trace['purpose'],
  channel: row.channel as Channel,
  subject: row.subject,
  outcome: row.outcome as Trace['outcome'],
  reason: row.reason as Trace['reason'],
  untilMs: row.until_ms,
  rule: row.rule,
});
