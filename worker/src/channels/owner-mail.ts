import { pick } from '@rapport/domain/catalog';
import { knownLocale, type DayNotice, type Notice, type WantNotice } from '@rapport/protocol';
import { fill, repeated, type MailText } from './mail-text.ts';
import { TEMPLATES } from './generated/templates.ts';
import { saidOfAttention, saidOfQuality } from './owner-mail-weekly.ts';
import type { OwnerMail, Said } from './owner-said.ts';
import { languageOf, moneyOf, type Language } from './words.ts';

interface Words {
  readonly dayTitle: (day: string) => string;
  readonly dayLead: (orders: string, revenue: string, before: string) => string;
  readonly happened: string;
  readonly layers: string;
  readonly held: string;
  readonly sums: Readonly<
    Record<'visits' | 'newcomers' | 'joined' | 'orders' | 'repeatOrders' | 'revenueMinor' | 'refundedMinor' | 'messages', string>
  >;
  readonly layer: Readonly<Record<'guest' | 'member', string>>;
  readonly points: Readonly<Record<'available' | 'pending', string>>;
  readonly beside: (now: string, before: string) => string;
  readonly few: string;
  readonly more: string;
  readonly wantTitle: (people: string, words: string) => string;
  readonly wantLead: string;
  readonly wanting: string;
  readonly asked: string;
  readonly pays: string;
  readonly board: string;
  readonly note: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    dayTitle: (day) => `How ${day} was`,
    dayLead: (orders, revenue, before) => `Orders: ${orders}, ${revenue} in all; a week before it was ${before}.`,
    happened: 'That day, and the same day a week before',
    layers: 'People, by layer',
    held: 'Points that members hold',
    sums: {
      visits: 'Visits',
      newcomers: 'New people',
      joined: 'Joined',
      orders: 'Orders',
      repeatOrders: 'Of these from people who came back',
      revenueMinor: 'Revenue',
      refundedMinor: 'Given back',
      messages: 'Messages',
    },
    layer: { guest: 'Guests', member: 'Members' },
    points: { available: 'To spend', pending: 'Pending' },
    beside: (now, before) => `${now} (${before})`,
    few: 'fewer than 5',
    more: 'All figures',
    wantTitle: (people, words) => `${people} people look for “${words}”`,
    wantLead: 'Your shop does not have it. They searched for it and found nothing, or asked to be told when it comes in.',
    wanting: 'Who looks for it',
    asked: 'Asked to be told',
    pays: 'Would pay at most, the middle of them',
    board: 'Everything people look for in vain',
    note: 'You get this because you own the shop. What comes, and whether by mail, is chosen in the console, under Settings.',
  },
  'zh-Hant': {
    dayTitle: (day) => `${day}的狀況`,
    dayLead: (orders, revenue, before) => `訂單 ${orders} 筆，共 ${revenue}；一週前的同一天是 ${before}。`,
    happened: '當天，以及一週前的同一天',
    layers: '各層顧客人數',
    held: '會員持有的點數',
    sums: {
      visits: '造訪',
      newcomers: '新訪客',
      joined: '加入會員',
      orders: '訂單',
      repeatOrders: '其中的回購',
      revenueMinor: '營收',
      refundedMinor: '退款',
      messages: '訊息',
    },
    layer: { guest: '訪客', member: '會員' },
    points: { available: '可用', pending: '待生效' },
    beside: (now, before) => `${now}（${before}）`,
    few: '不到 5 人',
    more: '看所有數據',
    wantTitle: (people, words) => `有 ${people} 人在找「${words}」`,
    wantLead: '您的商店目前沒有。他們搜尋過卻找不到，或希望到貨時收到通知。',
    wanting: '誰在找',
    asked: '希望到貨時收到通知',
    pays: '願意付的最高價（中位數）',
    board: '看顧客找不到的所有東西',
    note: '您是商店的擁有者，所以收到這封信。要收到哪些內容、是否寄信，可在管理頁的「設定」選擇。',
  },
};

/** A notice to the owner, as a mail in the shop's first language. */
export function ownerMail(notice: Notice, about: OwnerMail, locale: string): MailText {
  const language = languageOf(locale);
  const words = WORDS[language];
  const said = saidOf(notice, about, locale, language);
  const url = `${about.console}${said.path}`;
  const parts = said.parts.filter(({ rows }) => rows.length > 0);
  let html: string = TEMPLATES.owner;
  html = repeated(
    html,
    'part',
    parts.map(({ heading }) => ({ heading })),
  );
  for (const { rows } of parts) html = repeated(html, 'row', rows);
  return {
    subject: said.subject,
    html: fill(html, {
      lang: language,
      subject: said.subject,
      title: said.subject,
      shop: about.shop,
      lead: said.lead,
      url,
      button: said.button,
      note: words.note,
    }),
    text: [
      said.subject,
      '',
      said.lead,
      ...parts.flatMap(({ heading, rows }) => ['', heading, ...rows.map(({ name, value }) => `${name}: ${value}`)]),
      '',
      `${said.button}: ${url}`,
      '',
      words.note,
    ].join('\n'),
  };
}

function saidOf(notice: Notice, about: OwnerMail, locale: string, language: Language): Said {
  switch (notice.kind) {
    case 'day':
      return saidOfDay(notice.detail, about, locale, WORDS[language]);
    case 'want':
      return saidOfWant(notice.detail, about, locale, WORDS[language]);
    case 'quality':
      return saidOfQuality(notice.detail, about, locale, language);
    case 'standing':
    case 'review':
      return saidOfAttention(notice.detail, notice.kind, locale, language);
  }
}

function saidOfDay({ day, weekBefore, layers, points }: DayNotice, { currency, layers: own }: OwnerMail, locale: string, words: Words): Said {
  const number = (value: number): string => new Intl.NumberFormat(knownLocale(locale)).format(value);
  const money = (minor: number): string => moneyOf(minor, currency, locale);
  const name = new Intl.DateTimeFormat(knownLocale(locale), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day.day}T00:00:00Z`),
  );
  const nameOf = (layer: string): string =>
    layer === 'guest' || layer === 'member' ? words.layer[layer] : pick(own.find(({ id }) => id === layer)?.name ?? {}, locale) || layer;
  const names = Object.keys(words.sums) as (keyof Words['sums'])[];
  const value = (sum: keyof Words['sums'], of: DayNotice['day']): string => (sum.endsWith('Minor') ? money(of[sum]) : number(of[sum]));
  return {
    subject: words.dayTitle(name),
    lead: words.dayLead(number(day.orders), money(day.revenueMinor), money(weekBefore.revenueMinor)),
    parts: [
      {
        heading: words.happened,
        rows: names
          .filter((sum) => day[sum] !== 0 || weekBefore[sum] !== 0)
          .map((sum) => ({ name: words.sums[sum], value: words.beside(value(sum, day), value(sum, weekBefore)) })),
      },
      {
        heading: words.layers,
        rows: layers.map(({ layer, people }) => ({ name: nameOf(layer), value: people === null ? words.few : number(people) })),
      },
      {
        heading: words.held,
        rows: (['available', 'pending'] as const).map((kind) => ({ name: words.points[kind], value: number(points[kind]) })),
      },
    ],
    path: 'figures',
    button: words.more,
  };
}

function saidOfWant({ words: wanted, people, wishing, ceilingMinor }: WantNotice, { currency }: OwnerMail, locale: string, words: Words): Said {
  const number = (value: number): string => new Intl.NumberFormat(knownLocale(locale)).format(value);
  return {
    subject: words.wantTitle(number(people), wanted),
    lead: words.wantLead,
    parts: [
      {
        heading: words.wanting,
        rows: [
          { name: words.asked, value: number(wishing) },
          ...(ceilingMinor === null ? [] : [{ name: words.pays, value: moneyOf(ceilingMinor, currency, locale) }]),
        ],
      },
    ],
    path: 'catalogue/demand',
    button: words.board,
  };
}
