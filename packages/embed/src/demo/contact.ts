import type { ConsentRecord, MailWish, Message, MessageMark, OfferView, Preferences, ReadMark, ShopperView, Trace, WhyView } from '@rapport/protocol';
import { INVALID, NOT_FOUND, pageOf, Refusal, sent, type Routes } from './asked.ts';
import type { Member } from './member.ts';

const UNKNOWN_OFFER = new Refusal(404, 'unknown-offer');

/** What a page that shows messages goes on with. */
const withMessages = (member: Member, messages: readonly Message[]): ShopperView => {
  member.messages = messages;
  return member.change({ unread: member.left(messages).filter(({ readAtMs }) => readAtMs === null).length });
};

/** Every decision about a message, as they were made when it came. */
const tracesOf = ({ id, kind, atMs, product }: Message): Trace[] =>
  (['inbox', 'email'] as const).map((channel, at) => ({
    ...{ id: `${id}-${at}`, atMs, shopperId: 'demo', messageId: id, kind, purpose: 'asked-for', channel },
    ...{ subject: `product:${product?.productId ?? ''}`, outcome: 'sent', reason: 'asked-for', untilMs: null, rule: null },
  }));

/** Messages, offers, and what the member wants to hear of and where. */
export const contactOf = (member: Member): Routes => {
  const readBy = (ids: readonly string[], atMs: number | null): ShopperView =>
    withMessages(
      member,
      member.messages.map((one) => (ids.includes(one.id) ? { ...one, readAtMs: atMs === null ? null : (one.readAtMs ?? atMs) } : one)),
    );
  const mail = (part: Partial<Member['preferences']>): object => (member.preferences = { ...member.preferences, ...part });
  return {
    'GET /v1/me/inbox': (asked) => {
      const { part, next } = pageOf(member.left(member.messages), asked, ({ id }) => id);
      return { messages: part, next };
    },
    'POST /v1/me/inbox/read': (asked) => readBy(sent<ReadMark>(asked).ids ?? [], Date.now()),
    'POST /v1/me/inbox/marks': (asked) => {
      const { ids = [], as } = sent<MessageMark>(asked);
      if (!as) return INVALID;
      if (as === 'archived' || as === 'unarchived') member.put(ids, as === 'archived');
      return readBy(ids, as === 'unread' ? null : Date.now());
    },
    'GET /v1/me/inbox/{id}/why': ({ id }) => {
      const message = member.messages.find((one) => one.id === id);
      return message ? ({ traces: tracesOf(message), words: [...member.words.why] } satisfies WhyView) : NOT_FOUND;
    },
    'GET /v1/me/offers': ({ query }) => {
      const basketMinor = query.get('basketMinor');
      const missing = (minimumMinor: number): number | null =>
        basketMinor === null || Number(basketMinor) >= minimumMinor ? null : minimumMinor - Number(basketMinor);
      return {
        offers: member.left(member.offers).map((one) => ({ ...one, missingMinor: missing(one.minimumMinor) })),
        currency: member.config.currency,
      };
    },
    'POST /v1/me/offers/{id}/claim': ({ id }) => {
      const known = member.offers.find((one) => one.id === id);
      if (!known) return UNKNOWN_OFFER;
      const offer: OfferView = { ...known, state: 'taken', code: 'HALF-TIN-2' };
      member.offers = member.offers.map((one) => (one === known ? offer : one));
      return { offer };
    },
    'POST /v1/me/offers/{id}/decline': ({ id }) => {
      if (!member.offers.some((one) => one.id === id)) return UNKNOWN_OFFER;
      member.put([id], true);
      return null;
    },
    'DELETE /v1/me/offers/{id}/decline': ({ id }) => {
      member.put([id], false);
      return null;
    },
    'GET /v1/me/preferences': () => member.preferences,
    'PATCH /v1/me/preferences': (asked) => {
      const patch = sent<Preferences>(asked);
      if (member.follows.automatic !== null && patch.follows !== undefined) member.follows = { ...member.follows, automatic: patch.follows };
      return mail({ preferences: { ...member.preferences.preferences, ...patch } });
    },
    'POST /v1/me/email': (asked) => {
      const { email = null } = sent<MailWish>(asked);
      return mail({ mail: email === null ? { email: 'ana@example.com', state: 'confirmed' } : { email, state: 'unconfirmed' } });
    },
    'POST /v1/me/push': () => mail({ pushDevices: 1 }),
    'POST /v1/me/push/end': () => mail({ pushDevices: 0 }),
    'POST /v1/me/consent': (asked) => {
      const { personalisation = 'pending', messages = 'pending' } = sent<ConsentRecord>(asked);
      const { consent } = member.view;
      return member.change({
        consent: {
          personalisation: personalisation === 'pending' ? consent.personalisation : personalisation,
          messages: messages === 'pending' ? consent.messages : messages,
        },
      });
    },
  };
};
