import type { Message, MessageMark, PreferencesPatch, PreferencesView, Purpose, ShopperView, Trace, WhyView } from '@rapport/protocol';
import type { Answer, At, Caller } from './ports.ts';

/** A browser that takes push messages, as it described itself. */
export interface DeviceGiven {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** What is looked for in the message log; `before` = id of the last trace seen. */
export interface TraceQuery {
  readonly before: string | null;
  readonly limit: number;
  readonly channel?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly kind?: string | undefined;
  readonly shopper?: string | undefined;
}

/** What a slice is asked about messages and how people want to be reached. */
export interface MessagePort {
  inbox(
    at: At,
    id: string,
    locale: string,
    range: { before: string | null; after: string | null },
    limit: number,
  ): Promise<Answer<{ messages: Message[]; next: string | null }>>;
  mark(at: At, id: string, ids: readonly string[], as: MessageMark['as']): Promise<Answer<{ view: ShopperView }>>;
  why(at: At, id: string, message: string, locale: string): Promise<Answer<WhyView>>;
  click(at: At, id: string, message: string): Promise<Answer<{ url: string; offerId: string | null }>>;
  preferences(at: At, id: string): Promise<Answer<{ chosen: PreferencesView }>>;
  choose(at: At, caller: Caller, patch: PreferencesPatch): Promise<Answer<{ chosen: PreferencesView }>>;
  stop(at: At, id: string, purpose: Purpose): Promise<Answer<{ chosen: PreferencesView }>>;
  askMail(at: At, caller: Caller, email: string | null): Promise<Answer<{ chosen: PreferencesView }>>;
  confirmMail(at: At, id: string, print: string): Promise<Answer<{ chosen: PreferencesView }>>;
  addDevice(at: At, caller: Caller, device: DeviceGiven): Promise<Answer<{ chosen: PreferencesView }>>;
  dropDevice(at: At, id: string, endpoint: string): Promise<Answer<{ chosen: PreferencesView }>>;
  messageLog(at: At, query: TraceQuery): Promise<Answer<{ traces: Trace[] }>>;
}
