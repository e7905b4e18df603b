import type { Channel, Frequency, Purpose } from '@rapport/protocol';

interface PageWords {
  readonly title: (shop: string) => string;
  readonly lead: string;
  readonly purposes: Readonly<Record<Purpose, { readonly name: string; readonly what: string }>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly often: string;
  readonly frequencies: Readonly<Record<Frequency, string>>;
  readonly quiet: string;
  readonly quietOwn: string;
  readonly quietShop: (from: string, to: string) => string;
  readonly from: string;
  readonly to: string;
  readonly fewer: string;
  readonly fewerWhat: string;
  readonly follows: string;
  readonly followsWhat: string;
  readonly wishes: string;
  readonly pause: (name: string) => readonly [shown: string, heard: string];
  readonly goOn: (name: string) => readonly [shown: string, heard: string];
  readonly paused: string;
  readonly save: string;
  readonly saved: string;
  readonly off: string;
  readonly offWhat: string;
  readonly isOff: string;
  readonly on: string;
  readonly stop: {
    readonly ask: (shop: string) => string;
    readonly what: string;
    readonly button: string;
    readonly done: string;
    readonly doneWhat: string;
  };
  readonly confirm: {
    readonly ask: (shop: string) => string;
    readonly what: string;
    readonly button: string;
    readonly done: string;
    readonly doneWhat: string;
  };
}

/** What the pages behind the links in mails say. */
export const PAGE_WORDS: Readonly<Record<'en' | 'zh-Hant', PageWords>> = {
  en: {
    title: (shop) => `What ${shop} sends you`,
    lead: 'Tick what you want to hear, and where.',
    purposes: {
      'asked-for': { name: 'What you asked for', what: 'A wish came in, a price fell, something is back.' },
      service: { name: 'About your things', what: 'A warranty that ends, and other news of what you have.' },
      promotional: { name: 'Offers', what: 'Offers, and reminders to buy again.' },
    },
    channels: { inbox: 'On the page', email: 'Mail', push: 'Push' },
    often: 'How often',
    frequencies: { 'at-once': 'At once', daily: 'Once a day', weekly: 'Once a week' },
    quiet: 'Quiet hours',
    quietOwn: 'Use my own',
    quietShop: (from, to) => `Nothing comes by mail or push between ${from} and ${to}, unless you set other hours.`,
    from: 'From',
    to: 'to',
    fewer: 'Fewer messages',
    fewerWhat: 'Half as many, and twice as far apart.',
    follows: 'Follow for me what I often come back to',
    followsWhat: 'When something new of it comes, you hear of it. Each can be ended by itself.',
    wishes: 'What you wait for',
    pause: (name) => ['Pause', `Pause “${name}”`],
    goOn: (name) => ['Go on', `Go on telling me of “${name}”`],
    paused: 'Paused: you hear nothing of it.',
    save: 'Save',
    saved: 'Saved.',
    off: 'Everything off',
    offWhat: 'Nothing at all, on any channel. Your wishes stay.',
    isOff: 'Everything is off. You hear nothing from us.',
    on: 'Turn it on again',
    stop: {
      ask: (shop) => `No more of these mails from ${shop}?`,
      what: 'Mails of this kind end. What else you hear stays as it is.',
      button: 'End these mails',
      done: 'Done. No more of these mails.',
      doneWhat: 'Should you change your mind, the link “Choose what we send” in any mail turns them on again.',
    },
    confirm: {
      ask: (shop) => `May ${shop} write to you?`,
      what: 'We write when something you wait for comes in. Every mail has a way out.',
      button: 'Yes, this is my address',
      done: 'Thank you. We will write when it is here.',
      doneWhat: 'You can close this page.',
    },
  },
  'zh-Hant': {
    title: (shop) => `${shop} 會通知您的內容`,
    lead: '請勾選想收到的內容與方式。',
    purposes: {
      'asked-for': { name: '您要求的通知', what: '願望商品到貨、降價、再度供應。' },
      service: { name: '您的商品', what: '保固到期等與已購商品有關的消息。' },
      promotional: { name: '優惠', what: '優惠活動與回購提醒。' },
    },
    channels: { inbox: '網頁', email: '郵件', push: '推播' },
    often: '通知頻率',
    frequencies: { 'at-once': '立即', daily: '每天一次', weekly: '每週一次' },
    quiet: '勿擾時段',
    quietOwn: '自行設定',
    quietShop: (from, to) => `${from} 至 ${to} 之間不會寄送郵件或推播，除非您另行設定。`,
    from: '從',
    to: '至',
    fewer: '減少通知',
    fewerWhat: '數量減半，間隔加倍。',
    follows: '替我關注我常看常買的',
    followsWhat: '有新品時會通知您，每一項都可單獨取消。',
    wishes: '您在等的',
    pause: (name) => ['暫停', `暫停「${name}」`],
    goOn: (name) => ['繼續', `繼續通知「${name}」`],
    paused: '已暫停，不會通知您。',
    save: '儲存',
    saved: '已儲存。',
    off: '全部關閉',
    offWhat: '任何管道都不再通知。您的願望會保留。',
    isOff: '已全部關閉，您不會收到任何通知。',
    on: '重新開啟',
    stop: {
      ask: (shop) => `不再收到 ${shop} 的這類郵件？`,
      what: '這類郵件將停止，其他通知不受影響。',
      button: '停止這類郵件',
      done: '已停止，不會再收到這類郵件。',
      doneWhat: '若改變心意，可從任何一封郵件中的「選擇想收到的內容」重新開啟。',
    },
    confirm: {
      ask: (shop) => `${shop} 可以寄信給您嗎？`,
      what: '您等候的商品到貨時，我們會寄信通知。每封信都可隨時取消。',
      button: '是的，這是我的信箱',
      done: '謝謝您。商品到貨時我們會寄信通知。',
      doneWhat: '您可以關閉此頁。',
    },
  },
};
