import { pick } from '@rapport/domain/catalog';
import { knownLocale } from '@rapport/protocol';
import type { MessageKind, MessageReason } from '@rapport/protocol';

/** The languages that mails and pushes are written in. */
export type Language = 'en' | 'zh-Hant';

/** The one of them that a reader understands best. */
export const languageOf = (locale: string): Language => (/^zh\b/i.test(locale) ? 'zh-Hant' : 'en');

/** A date as the reader writes it, on their own clock. */
export const dayOf = (atMs: number, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(knownLocale(locale), { day: 'numeric', month: 'long', timeZone }).format(atMs);

/** An amount as the reader writes it. */
export const moneyOf = (minor: number, currency: string, locale: string): string => {
  const format = new Intl.NumberFormat(knownLocale(locale), { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

/** What a reason needs to be said. */
export interface Said {
  readonly since: string;
  readonly money: (minor: number) => string;
  readonly day: (atMs: number) => string;
}

interface Words {
  readonly subject: Readonly<Record<'here' | 'back' | 'cheaper' | 'near' | 'yours' | 'points', (title: string) => string>>;
  readonly several: (count: number, shop: string) => string;
  readonly offers: (count: number, shop: string) => string;
  readonly reason: (reason: MessageReason, said: Said) => string;
  readonly why: Readonly<Record<'asked-for' | 'service' | 'promotional', (shop: string) => string>>;
  readonly preferences: string;
  readonly stop: string;
  readonly code: { readonly subject: (shop: string) => string; readonly title: string; readonly lasts: string; readonly notYou: string };
  readonly confirm: {
    readonly subject: (shop: string) => string;
    readonly title: string;
    readonly lead: (shop: string) => string;
    readonly button: string;
    readonly notYou: string;
  };
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    subject: {
      here: (title) => `It is here: ${title}`,
      back: (title) => `It is back: ${title}`,
      cheaper: (title) => `The price fell: ${title}`,
      near: (title) => `Something close: ${title}`,
      yours: (title) => `About your ${title}`,
      points: (shop) => `Points of yours at ${shop} will lapse soon`,
    },
    several: (count, shop) => `${count} things you were waiting for at ${shop}`,
    offers: (count, shop) => `${count} offers from ${shop}`,
    reason(reason, { since, money, day }) {
      if (reason.code === 'lapsing')
        return `${reason.points} ${reason.points === 1 ? 'point lapses' : 'points lapse'} on ${day(reason.lapsesAtMs)}. Until then you can use them.`;
      if (reason.code === 'said') return pick(reason.text, 'en');
      if (reason.code === 'searched') return `You looked for “${reason.query}” on ${since}.${reason.match === 'near' ? ' This comes close.' : ''}`;
      if (reason.code === 'followed') return `You have followed “${reason.name}” since ${since}.`;
      if (reason.code === 'cheaper') return `It costs ${money(reason.afterMinor)} now, ${money(reason.beforeMinor)} before.`;
      if (reason.code === 'back') return `You asked for it on ${since}, when it was sold out.`;
      return `On ${since} you asked for more like “${reason.title}”.`;
    },
    why: {
      'asked-for': (shop) => `You get this because you asked ${shop} to tell you.`,
      service: (shop) => `You get this because it concerns something you have from ${shop}.`,
      promotional: (shop) => `You get this because you agreed to offers from ${shop}.`,
    },
    preferences: 'Choose what we send',
    stop: 'No more of these mails',
    code: {
      subject: (shop) => `Your sign-in code for ${shop}`,
      title: 'Your sign-in code is:',
      lasts: 'It works once, within ten minutes.',
      notYou: 'If you did not ask for it, you need not do anything.',
    },
    confirm: {
      subject: (shop) => `May ${shop} write to you here?`,
      title: 'One tap, and we can tell you by mail',
      lead: (shop) => `Somebody, we hope you, asked ${shop} to write to this address when something they wait for comes in.`,
      button: 'Yes, this is my address',
      notYou: 'If that was not you, do nothing: this is the only mail you get.',
    },
  },
  'zh-Hant': {
    subject: {
      here: (title) => `到貨了：${title}`,
      back: (title) => `再度供應：${title}`,
      cheaper: (title) => `降價了：${title}`,
      near: (title) => `有相近的商品：${title}`,
      yours: (title) => `關於您的${title}`,
      points: (shop) => `您在 ${shop} 的點數即將到期`,
    },
    several: (count, shop) => `您在 ${shop} 等候的 ${count} 項商品`,
    offers: (count, shop) => `${shop} 的 ${count} 項優惠`,
    reason(reason, { since, money, day }) {
      if (reason.code === 'lapsing') return `您有 ${reason.points} 點將於${day(reason.lapsesAtMs)}到期，在此之前都可以使用。`;
      if (reason.code === 'said') return pick(reason.text, 'zh-Hant');
      if (reason.code === 'searched') return `您在${since}搜尋過「${reason.query}」${reason.match === 'near' ? '，這項商品很接近' : ''}。`;
      if (reason.code === 'followed') return `您從${since}起關注「${reason.name}」。`;
      if (reason.code === 'cheaper') return `現價 ${money(reason.afterMinor)}，原為 ${money(reason.beforeMinor)}。`;
      if (reason.code === 'back') return `您在${since}缺貨時登記了通知。`;
      return `您在${since}想找更多像「${reason.title}」的商品。`;
    },
    why: {
      'asked-for': (shop) => `您請 ${shop} 通知您，所以收到這封信。`,
      service: (shop) => `這封信與您在 ${shop} 的商品或點數有關。`,
      promotional: (shop) => `您同意接收 ${shop} 的優惠，所以收到這封信。`,
    },
    preferences: '選擇想收到的內容',
    stop: '不再收到這類郵件',
    code: {
      subject: (shop) => `${shop} 的登入驗證碼`,
      title: '您的登入驗證碼：',
      lasts: '十分鐘內有效，僅能使用一次。',
      notYou: '若您沒有要求登入，請忽略這封信。',
    },
    confirm: {
      subject: (shop) => `${shop} 可以寄信到這個信箱嗎？`,
      title: '點一下，我們就能以郵件通知您',
      lead: (shop) => `有人（希望是您）請 ${shop} 在等候的商品到貨時，寄信到這個地址。`,
      button: '是的，這是我的信箱',
      notYou: '若不是您本人，不必做任何事：您不會再收到其他郵件。',
    },
  },
};

/** What a message is called in one line: in a subject, in a push. */
export const headline = (language: Language, kind: MessageKind, reasons: readonly MessageReason[], title: string): string => {
  const { subject } = WORDS[language];
  if (kind === 'points') return subject.points(title);
  const [said] = reasons;
  if (said?.code === 'said') return pick(said.title, language);
  if (kind === 'reminder' || kind === 'renewal' || kind === 'replenish') return subject.yours(title);
  if (reasons.some(({ code }) => code === 'back')) return subject.back(title);
  if (reasons.length > 0 && reasons.every(({ code }) => code === 'cheaper')) return subject.cheaper(title);
  const isNear = reasons.length > 0 && reasons.every((reason) => reason.code === 'like' || (reason.code === 'searched' && reason.match === 'near'));
  return isNear ? subject.near(title) : subject.here(title);
};
