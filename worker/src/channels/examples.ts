import { FIRST_WORDS } from '@rapport/domain/lifecycle';
import { dayIn, filled } from '@rapport/domain/reminders';
import type { Purpose, ShopSettings, Texts } from '@rapport/protocol';
import { confirmMail, messageMail, signInMail } from './mail-text.ts';
import type { MailItem, MailText } from './mail-text.ts';
import { languageOf } from './words.ts';

/** The mails that there are. */
export const EXAMPLES = ['arrival', 'digest', 'price', 'reminder', 'stage', 'confirm-email', 'sign-in'] as const;
export type Example = (typeof EXAMPLES)[number];

const DAY_MS = 86_400_000;
/** Somewhere that leads nowhere: an example's links must not change anybody's mails. */
const NOWHERE = 'https://example.com/';

/** What an example needs of a shop: its own words stand in it where it has any. */
type ExampleShop = Pick<ShopSettings, 'name' | 'currency' | 'timeZone' | 'reminders' | 'stageWords'>;

/** A mail as the shop sends it, filled with an example: what staff looks at, and what a test send is. */
export const exampleMail = (example: Example, settings: ExampleShop, locale: string): MailText => {
  if (example === 'sign-in') return signInMail('123456', settings.name, locale);
  if (example === 'confirm-email') return confirmMail(NOWHERE, settings.name, locale);
  const told = toldIn(example, settings, languageOf(locale) === 'en');
  return messageMail({ shop: settings.name, ...told, timeZone: settings.timeZone, preferencesUrl: NOWHERE, stopUrl: NOWHERE }, locale);
};

/** What a message mail tells of, and what for. */
const toldIn = (
  example: Exclude<Example, 'sign-in' | 'confirm-email'>,
  settings: ExampleShop,
  isEnglish: boolean,
): { readonly purpose: Purpose; readonly items: readonly MailItem[] } => {
  if (example === 'reminder') return { purpose: 'service', items: [reminderItem(settings, isEnglish)] };
  if (example === 'stage') return { purpose: 'promotional', items: [stageItem(settings)] };
  const items = itemsOf(settings.currency, isEnglish);
  return { purpose: 'asked-for', items: { arrival: items.slice(0, 1), digest: items, price: items.slice(1, 2) }[example] };
};

const SINCE_MS = Date.UTC(2026, 4, 3);
const MONTH_MS = 30 * DAY_MS;

/** A product, as the catalogue shows it; no picture. */
const cardOf = (currency: string, productId: string, title: string, priceMinor: number) => ({
  ...{ productId, title, url: NOWHERE, image: '', brand: '', priceMinor, compareAtMinor: null, currency, available: true },
});

/** Words of a shop that has no reminders yet. */
const WARRANTY: { readonly title: Texts; readonly text: Texts } = {
  title: { en: 'The warranty of your {product} ends on {until}', 'zh-Hant': '您的{product}保固將於 {until} 到期' },
  text: { en: 'You bought it on {bought}.', 'zh-Hant': '您在 {bought} 購買。' },
};

/** The first thing the shop reminds of, in its own words. */
const reminderItem = ({ currency, timeZone, reminders = [] }: ExampleShop, isEnglish: boolean): MailItem => {
  const { title, text } = reminders.find(({ kind }) => kind === 'reminder') ?? WARRANTY;
  const product = isEnglish ? 'Gong fu pot' : '功夫茶壺';
  const value = (name: string, locale: string): string | null =>
    ({ product, bought: dayIn(SINCE_MS, locale, timeZone), until: dayIn(SINCE_MS + 24 * MONTH_MS, locale, timeZone) })[name] ?? null;
  return {
    kind: 'reminder',
    url: NOWHERE,
    card: cardOf(currency, 'pot', product, 4_800),
    reasons: [{ code: 'said', rule: '', title: filled(title, value), text: filled(text, value), sinceMs: SINCE_MS }],
  };
};

/** What the shop says when somebody comes to it. */
const stageItem = ({ name: shop, currency, stageWords }: ExampleShop): MailItem => {
  const { title, text } = stageWords?.welcome ?? FIRST_WORDS.welcome;
  const value = (name: string): string | null => ({ shop, name: 'Mei', points: '340', orders: '2' })[name] ?? null;
  return {
    kind: 'stage',
    url: NOWHERE,
    card: cardOf(currency, '', shop, 0),
    reasons: [{ code: 'said', rule: 'welcome', title: filled(title, value), text: filled(text, value), sinceMs: SINCE_MS }],
  };
};

const itemsOf = (currency: string, english: boolean): MailItem[] => {
  const sinceMs = SINCE_MS;
  const card = (productId: string, title: string, priceMinor: number) => cardOf(currency, productId, title, priceMinor);
  return [
    {
      kind: 'arrival',
      url: NOWHERE,
      card: card('bowl', english ? 'Shino matcha bowl' : '志野抹茶碗', 6_200),
      reasons: [{ code: 'searched', query: english ? 'matcha bowl' : '抹茶碗', sinceMs, match: 'exact' }],
    },
    {
      kind: 'price',
      url: NOWHERE,
      card: card('pot', english ? 'Gong fu pot' : '功夫茶壺', 4_800),
      reasons: [{ code: 'cheaper', beforeMinor: 6_000, afterMinor: 4_800, sinceMs: sinceMs + DAY_MS }],
    },
    {
      kind: 'stock',
      url: NOWHERE,
      card: card('whisk', english ? 'Bamboo whisk' : '竹茶筅', 1_200),
      reasons: [{ code: 'back', variant: {}, sinceMs: sinceMs + 2 * DAY_MS }],
    },
  ];
};
