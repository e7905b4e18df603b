import { knownLocale } from '@rapport/protocol';
import type { Channel, MessageKind, MessageReason, Trace } from '@rapport/protocol';
import { dayOf, languageOf } from './words.ts';

/** What has to be known to say why a message came, and why a mail or push of it did not. */
export interface WhyAsked {
  readonly kind: MessageKind;
  readonly reasons: readonly MessageReason[];
  /** Every decision about it, the oldest first. */
  readonly traces: readonly Trace[];
  readonly shop: string;
  readonly locale: string;
  /** The zone the shopper lives in, for days and hours. */
  readonly timeZone: string;
  /** The name of what is followed for them, where that alone brought it. */
  readonly followedFor: string | null;
  /** Whether the quiet hours are the shopper's own, not the shop's. */
  readonly hasOwnQuiet: boolean;
  /** Whether they asked for fewer messages. */
  readonly wantsFewer: boolean;
  readonly nowMs: number;
}

type Why = Trace['reason'];
type Loud = Exclude<Channel, 'inbox'>;
/** What a reason is said of: which channel, and whose wish it was. */
interface Of extends Pick<WhyAsked, 'hasOwnQuiet' | 'wantsFewer'> {
  readonly channel: Loud;
}

interface Words {
  readonly kind: Readonly<Record<Exclude<MessageKind, 'stage'>, (shop: string, day: string) => string>>;
  /** By the stage that began; `''` = one that is not known here. */
  readonly stage: Readonly<Record<string, string>>;
  readonly said: (shop: string, stage: string) => string;
  readonly followedFor: (shop: string, name: string) => string;
  readonly sent: Readonly<Record<Loud, (when: string) => string>>;
  readonly held: Readonly<Record<Loud, (when: string, why: string) => string>>;
  readonly never: Readonly<Record<Loud, (why: string) => string>>;
  readonly why: (reason: Why, of: Of) => string;
}

const asked = (shop: string): string => `You asked ${shop} to tell you.`;
const askedInChinese = (shop: string): string => `您請 ${shop} 通知您。`;

const WORDS: Readonly<Record<'en' | 'zh-Hant', Words>> = {
  en: {
    kind: {
      arrival: asked,
      price: asked,
      stock: asked,
      reminder: (shop, day) => `${shop} reminds you because of what you bought on ${day}.`,
      renewal: (shop, day) => `It goes with what you bought on ${day}, and you agreed to offers from ${shop}.`,
      replenish: (shop, day) => `It goes with what you bought on ${day}, and you agreed to offers from ${shop}.`,
      offer: (shop) => `You agreed to offers from ${shop}.`,
      points: (shop) => `It concerns your points at ${shop}.`,
      'confirm-email': asked,
    },
    stage: {
      prospect: 'people who look around and have not bought yet',
      welcome: 'people who are new here',
      'getting-to-know': 'people who have been here for a while and bought no more than once',
      active: 'people who come back',
      closer: 'people who come back often',
      'at-risk': 'people who have not been here for longer than usual',
      lost: 'people who have not been here for a long time',
      'won-back': 'people who come again after a long time',
      '': 'people at this point of their time with the shop',
    },
    said: (shop, stage) => `${shop} says this once to ${stage}; you agreed to hear from it.`,
    followedFor: (shop, name) => `You come back to ${name} often, and you let ${shop} follow such things for you.`,
    sent: { email: (when) => `It also left by mail, ${when}.`, push: (when) => `It was also pushed to your browser, ${when}.` },
    held: { email: (when, why) => `By mail it waits until ${when}: ${why}.`, push: (when, why) => `As a push it waits until ${when}: ${why}.` },
    never: { email: (why) => `We did not mail it: ${why}.`, push: (why) => `We did not push it to your browser: ${why}.` },
    why: (reason, { channel, hasOwnQuiet, wantsFewer }) =>
      ({
        'asked-for': 'you asked for it',
        service: 'it concerns something of yours',
        promotional: 'you agreed to offers',
        digest: 'you asked for several at once',
        'cap-day': wantsFewer ? 'you asked for fewer messages' : 'you had enough for one day',
        'cap-week': wantsFewer ? 'you asked for fewer messages' : 'you had enough for one week',
        'cap-month': wantsFewer ? 'you asked for fewer messages' : 'you had enough for one month',
        'minimum-gap': wantsFewer ? 'you asked for fewer messages' : 'another one has only just left',
        'quiet-hours': hasOwnQuiet ? 'you asked for quiet hours' : 'we disturb nobody at night',
        'send-window': 'the shop sends at certain times only',
        outranked: 'something more important goes first',
        'channel-failed': 'it could not be delivered',
        'no-consent': 'you did not agree to messages',
        'all-off': 'you turned everything off',
        'purpose-off': 'this kind is off in your settings',
        'address-unconfirmed': 'you have not yet followed the link in our first mail',
        'no-address': channel === 'email' ? 'we have no address of yours' : 'you did not turn it on',
        'channel-off': 'the shop does not send any at present',
        holdout: 'you do not get this kind at present',
        rule: 'the shop limits how often it writes',
        'already-told': 'you were told before',
        'not-available': 'it could no longer be had',
        stale: 'it would have come too late',
      })[reason],
  },
  'zh-Hant': {
    kind: {
      arrival: askedInChinese,
      price: askedInChinese,
      stock: askedInChinese,
      reminder: (shop, day) => `您在${day}買過，所以 ${shop} 提醒您。`,
      renewal: (shop, day) => `這與您在${day}買的東西有關，且您同意接收 ${shop} 的優惠。`,
      replenish: (shop, day) => `這與您在${day}買的東西有關，且您同意接收 ${shop} 的優惠。`,
      offer: (shop) => `您同意接收 ${shop} 的優惠。`,
      points: (shop) => `這與您在 ${shop} 的點數有關。`,
      'confirm-email': askedInChinese,
    },
    stage: {
      prospect: '還沒買過的訪客',
      welcome: '新來的朋友',
      'getting-to-know': '來了一段時間、最多買過一次的客人',
      active: '會再回來的客人',
      closer: '常常回來的客人',
      'at-risk': '比平常更久沒來的客人',
      lost: '很久沒來的客人',
      'won-back': '隔了很久又回來的客人',
      '': '同一階段的客人',
    },
    said: (shop, stage) => `這是 ${shop} 對${stage}說的話，只說一次；您同意接收消息。`,
    followedFor: (shop, name) => `您常看常買${name}，也讓 ${shop} 替您關注這類商品。`,
    sent: { email: (when) => `也已在${when}寄出郵件。`, push: (when) => `也已在${when}推播到您的瀏覽器。` },
    held: { email: (when, why) => `郵件會等到${when}才寄：${why}。`, push: (when, why) => `推播會等到${when}：${why}。` },
    never: { email: (why) => `沒有寄郵件給您：${why}。`, push: (why) => `沒有推播到您的瀏覽器：${why}。` },
    why: (reason, { channel, hasOwnQuiet, wantsFewer }) =>
      ({
        'asked-for': '您要求過',
        service: '這與您的商品或點數有關',
        promotional: '您同意接收優惠',
        digest: '您想一次收到多則',
        'cap-day': wantsFewer ? '您希望少收一些' : '一天之內已經寄得夠多了',
        'cap-week': wantsFewer ? '您希望少收一些' : '一週之內已經寄得夠多了',
        'cap-month': wantsFewer ? '您希望少收一些' : '一個月之內已經寄得夠多了',
        'minimum-gap': wantsFewer ? '您希望少收一些' : '不久前才寄過一則',
        'quiet-hours': hasOwnQuiet ? '您設了勿擾時段' : '夜裡不打擾您',
        'send-window': '商店只在特定時間寄送',
        outranked: '有更重要的訊息要先寄',
        'channel-failed': '無法送達',
        'no-consent': '您沒有同意接收訊息',
        'all-off': '您關閉了所有訊息',
        'purpose-off': '您的設定沒有開啟這一類',
        'address-unconfirmed': '您還沒點開第一封信裡的連結',
        'no-address': channel === 'email' ? '我們沒有您的信箱' : '您沒有開啟推播',
        'channel-off': '商店目前不寄送',
        holdout: '您目前不會收到這一類',
        rule: '商店限制了寄送的次數',
        'already-told': '之前已經告訴過您',
        'not-available': '商品已經買不到了',
        stale: '那時已經太晚了',
      })[reason],
  },
};

/**
 * Why a message came, then for mail and push each what became of it, in the reader's language, a sentence each. Nothing is said of what is just leaving, nor of a
 * push in a shop that sends none.
 */
export function whySentences({ kind, reasons, traces, shop, locale, timeZone, nowMs, followedFor, ...wishes }: WhyAsked): string[] {
  const words = WORDS[languageOf(locale)];
  const [first] = reasons;
  const stage = first?.code === 'said' ? first.rule : '';
  const because =
    kind === 'stage'
      ? words.said(shop, words.stage[stage] ?? words.stage[''] ?? '')
      : followedFor !== null
        ? words.followedFor(shop, followedFor)
        : words.kind[kind](shop, dayOf(first?.sinceMs ?? nowMs, locale, timeZone));
  const when = (atMs: number): string => momentOf(atMs, locale, timeZone);
  const channels = (['email', 'push'] as const).flatMap((channel) => {
    const last = traces.findLast((trace) => trace.channel === channel);
    if (!last || (channel === 'push' && last.reason === 'channel-off')) return [];
    if (last.outcome === 'sent') return words.sent[channel](when(last.atMs));
    const why = words.why(last.reason, { channel, ...wishes });
    if (last.outcome === 'not-sent') return words.never[channel](why);
    return last.untilMs !== null && last.untilMs > nowMs ? words.held[channel](when(last.untilMs), why) : [];
  });
  return [because, ...channels];
}

/** A day with its hour, as the reader writes it, on their own clock. */
const momentOf = (atMs: number, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(knownLocale(locale), { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', timeZone }).format(atMs);
