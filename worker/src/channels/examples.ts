import type { ShopSettings } from '@rapport/protocol';
import { confirmMail, messageMail, signInMail } from './mail-text.ts';
import type { MailItem, MailText } from './mail-text.ts';
import { languageOf } from './words.ts';

/** The mails that there are. */
export const EXAMPLES = ['arrival', 'digest', 'price', 'confirm-email', 'sign-in'] as const;
export type Example = (typeof EXAMPLES)[number];

const DAY_MS = 86_400_000;
/** Somewhere that leads nowhere: an example's links must not change anybody's mails. */
const NOWHERE = 'https://example.com/';

/** A mail as the shop sends it, filled with an example: what staff looks at, and what a test send is. */
export const exampleMail = (example: Example, settings: Pick<ShopSettings, 'name' | 'currency' | 'timeZone'>, locale: string): MailText => {
  if (example === 'sign-in') return signInMail('123456', settings.name, locale);
  if (example === 'confirm-email') return confirmMail(NOWHERE, settings.name, locale);
  const items = itemsOf(settings.currency, languageOf(locale) === 'en');
  const chosen = { arrival: items.slice(0, 1), digest: items, price: items.slice(1, 2) }[example];
  return messageMail(
    { shop: settings.name, purpose: 'asked-for', items: chosen, timeZone: settings.timeZone, preferencesUrl: NOWHERE, stopUrl: NOWHERE },
    locale,
  );
};

const itemsOf = (currency: string, english: boolean): MailItem[] => {
  const sinceMs = Date.UTC(2026, 4, 3);
  const card = (productId: string, title: string, priceMinor: number) => ({
    productId,
    title,
    url: NOWHERE,
    image: '',
    brand: '',
    priceMinor,
    compareAtMinor: null,
    currency,
    available: true,
  });
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
