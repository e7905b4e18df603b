import type { ReminderList, ReminderPreview, ReminderRule } from '@rapport/protocol';

/** Two rules, one of them paused, and what was learnt of how long things last. */
export const someReminders = (): ReminderList => ({
  rules: [
    aReminder(),
    aReminder({
      id: 'tea-again',
      name: 'Tea again',
      kind: 'replenish',
      of: { by: 'product', ids: ['sencha', 'oolong'] },
      after: { by: 'used-up', days: 30 },
      earlierDays: 0,
      paused: true,
    }),
  ],
  rhythms: [
    { productId: 'sencha', title: { '': 'Morning sencha' }, days: 34, times: 212 },
    { productId: 'filters', title: { '': 'Paper filters' }, days: 61, times: 48 },
  ],
});

export const aReminder = (change: Partial<ReminderRule> = {}): ReminderRule => ({
  id: 'kettle-warranty',
  name: 'Warranty of kettles',
  kind: 'reminder',
  of: { by: 'category', names: ['Kettles'] },
  after: { by: 'months', months: 24 },
  earlierDays: 30,
  leadsTo: null,
  paused: false,
  title: { en: 'The warranty of your {product} ends soon', 'zh-Hant': '您的{product}保固即將到期' },
  text: { en: 'You bought it on {bought}; it is covered until {until}.', 'zh-Hant': '您於 {bought} 購買，保固至 {until} 為止。' },
  ...change,
});

export const aReminderPreview = (change: Partial<ReminderPreview> = {}): ReminderPreview => ({
  owners: 1_204,
  today: 3,
  month: 41,
  later: 902,
  basis: { fixed: 1_310, own: 0, learnt: 0, none: 0 },
  atMs: Date.UTC(2026, 4, 12, 9),
  ...change,
});
