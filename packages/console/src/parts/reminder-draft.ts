import type { ReminderKind, ReminderRule } from '@rapport/protocol';
import { idFor } from './segment-draft.ts';

/** A rule as the form holds it: everything as it is typed. */
export interface ReminderDraft {
  /** '' = a new one. */
  readonly id: string;
  readonly name: string;
  readonly kind: ReminderKind;
  readonly by: ReminderRule['of']['by'];
  /** Ids or names, separated by commas. */
  readonly of: string;
  readonly after: ReminderRule['after']['by'];
  readonly number: string;
  readonly earlier: string;
  readonly leadsTo: string;
  readonly paused: boolean;
  readonly title: Readonly<Record<string, string>>;
  readonly text: Readonly<Record<string, string>>;
}

/** The words a new rule begins with, by kind, in the languages they are written in. */
const FIRST: Readonly<Record<ReminderKind, { readonly title: Readonly<Record<string, string>>; readonly text: Readonly<Record<string, string>> }>> = {
  reminder: {
    title: { en: 'The warranty of your {product} ends soon', 'zh-Hant': '您的{product}保固即將到期' },
    text: {
      en: 'You bought it on {bought}; it is covered until {until}. If anything is wrong with it, tell us before then.',
      'zh-Hant': '您於 {bought} 購買，保固至 {until} 為止。若有任何問題，請在此之前告訴我們。',
    },
  },
  renewal: {
    title: { en: 'Keep your {product} covered', 'zh-Hant': '為您的{product}延長保固' },
    text: {
      en: 'Its warranty ends on {until}. If you like, it can go on.',
      'zh-Hant': '保固將於 {until} 到期，您可以選擇延長。',
    },
  },
  replenish: {
    title: { en: 'Running low on {product}?', 'zh-Hant': '{product}快用完了嗎？' },
    text: {
      en: 'You bought it on {bought}, so it may be used up soon.',
      'zh-Hant': '您於 {bought} 購買，可能快用完了。',
    },
  },
};

/** A new rule of a kind, with words in the shop's languages. */
export const newReminder = (kind: ReminderKind, locales: readonly string[]): ReminderDraft => {
  const { title, text } = FIRST[kind];
  const inLocales = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(locales.map((locale) => [locale, texts[locale] ?? texts[locale.startsWith('zh') ? 'zh-Hant' : 'en'] ?? '']));
  return {
    id: '',
    name: '',
    kind,
    by: 'category',
    of: '',
    after: kind === 'replenish' ? 'used-up' : 'months',
    number: kind === 'replenish' ? '30' : '24',
    earlier: kind === 'replenish' ? '0' : '30',
    leadsTo: '',
    paused: false,
    title: inLocales(title),
    text: inLocales(text),
  };
};

/** A rule as the form shows it. */
export const reminderDraftOf = (rule: ReminderRule): ReminderDraft => ({
  ...rule,
  by: rule.of.by,
  of: (rule.of.by === 'product' ? rule.of.ids : rule.of.names).join(', '),
  after: rule.after.by,
  number: String((rule.after.by === 'months' ? rule.after.months : rule.after.days) ?? ''),
  earlier: String(rule.earlierDays),
  leadsTo: rule.leadsTo ?? '',
});

/** The rule that a form says, or which fields need another look. */
export const reminderOf = (draft: ReminderDraft, known: readonly string[]): ReminderRule | readonly string[] => {
  const names = draft.of
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const number = draft.number.trim() === '' ? null : Number(draft.number);
  const earlierDays = Number(draft.earlier.trim() || 0);
  const most = draft.after === 'months' ? 120 : 3_650;
  const isWhole = (value: number, least: number, limit: number): boolean => Number.isInteger(value) && value >= least && value <= limit;
  const wrong = [
    ...(draft.name.trim() === '' ? ['name'] : []),
    ...(names.length === 0 || names.length > 50 ? ['of'] : []),
    ...((number === null ? draft.after !== 'used-up' : !isWhole(number, 1, most)) ? ['number'] : []),
    ...(isWhole(earlierDays, 0, 365) ? [] : ['earlier']),
    ...(Object.values(draft.title).some((text) => text.trim() !== '') ? [] : ['title']),
    ...(Object.values(draft.text).some((text) => text.trim() !== '') ? [] : ['text']),
  ];
  if (wrong.length > 0) return wrong;
  return {
    id: draft.id || idFor(draft.name, known).slice(0, 40).replace(/-+$/, ''),
    name: draft.name.trim(),
    kind: draft.kind,
    of: draft.by === 'product' ? { by: 'product', ids: names } : { by: draft.by, names },
    after:
      draft.after === 'months'
        ? { by: 'months', months: number ?? 1 }
        : draft.after === 'days'
          ? { by: 'days', days: number ?? 1 }
          : { by: 'used-up', days: number },
    earlierDays,
    leadsTo: draft.leadsTo.trim() || null,
    paused: draft.paused,
    title: { ...draft.title },
    text: { ...draft.text },
  };
};
