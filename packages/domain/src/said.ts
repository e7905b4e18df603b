import type { MessageKind, Product, Texts } from '@rapport/protocol';
import { pick } from './catalog/index.ts';
import { dayIn, filled } from './reminders/index.ts';
import type { Reminder } from './reminders/index.ts';
import type { Occasion } from './tell.ts';

/** The occasion of telling somebody something in the shop's own words: everything is filled in, in every language they are written in. */
const occasionOf = (
  what: {
    readonly kind: MessageKind;
    readonly subject: string;
    readonly rule: string;
    readonly title: Texts;
    readonly text: Texts;
    readonly sinceMs: number;
  },
  at: { readonly productId: string; readonly available: boolean; readonly atMs: number; readonly barredBy: string | null },
): Occasion => {
  const { kind, subject, rule, title, text, sinceMs } = what;
  return { kind, subject, reasons: [{ code: 'said', rule, title, text, sinceMs }], frequency: null, ...at };
};

/** What a reminder says of a product. `about` = what the catalogue knows of it now; the title at the purchase where that is nothing. */
export const reminderOccasion = (
  { rule, kind, subject, purchase, untilMs, dueAtMs }: Reminder,
  about: Product,
  now: { readonly available: boolean; readonly timeZone: string; readonly barredBy: string | null },
): Occasion => {
  const value = (name: string, locale: string): string | null => {
    if (name === 'product')
      return purchase.productId === about.id ? pick(about.title, locale) || purchase.title : purchase.title || pick(about.title, locale);
    if (name === 'bought') return dayIn(purchase.atMs, locale, now.timeZone);
    return name === 'until' ? dayIn(untilMs, locale, now.timeZone) : null;
  };
  const words = { title: filled(rule.title, value), text: filled(rule.text, value) };
  const { available, barredBy } = now;
  return occasionOf({ kind, subject, rule: rule.id, ...words, sinceMs: purchase.atMs }, { productId: about.id, available, atMs: dueAtMs, barredBy });
};

/** A word of the shop's to somebody whose stage began: nothing about a product. */
export const stageOccasion = (
  stage: { readonly stage: string; readonly sinceMs: number; readonly title: Texts; readonly text: Texts },
  now: { readonly barredBy: string | null; readonly valueOf: (name: string, locale: string) => string | null },
): Occasion => {
  const { stage: name, sinceMs } = stage;
  const words = { title: filled(stage.title, now.valueOf), text: filled(stage.text, now.valueOf) };
  const what = { kind: 'stage' as const, subject: stageSubject(name, sinceMs), rule: name, ...words, sinceMs };
  return occasionOf(what, { productId: '', available: true, atMs: sinceMs, barredBy: now.barredBy });
};

/** The name under which an entry into a stage is told once. */
export const stageSubject = (stage: string, sinceMs: number): string => `stage:${stage}:${sinceMs}`;
