/** The words of both languages, as a shop would write them; each product with its maker, its price in minor units and the name of its picture. */
export const WORDS = {
  en: {
    products: [
      ['Rough-glazed tea bowl', 'Lin Yu-chen', 4_800, 'bowl'],
      ['High-mountain oolong, spring', 'Cloud Garden', 2_200, 'oolong'],
      ['Cast-iron kettle, 0.8 l', 'Sato Works', 14_800, 'kettle'],
      ['The Book of Steam', 'H. Varga', 1_950, 'book'],
    ],
    wished: 'matcha bowl',
    rewards: ['A tin of oolong', 'Free shipping on your next order', 'A cup of the twelve'],
    tiers: ['Silver leaf', 'Gold leaf', 'Free shipping', 'The spring harvest a week early'],
    offer: ['A second tin at half price', 'For everybody who likes the spring harvest.'],
    question: ['Which tea do you drink most?', 'So that what is new fits you.', 'Oolong', 'Green', 'Black'],
    cups: ['How many cups do you drink in a day?', 'So that we know when your tin will be empty.'],
    told: ['Do you make tea at work, too?', 'So that we show you what travels well.'],
    warranty: 'The warranty of your kettle ends soon',
    why: ['You asked Demo to tell you.', 'It also left by mail.'],
  },
  'zh-Hant': {
    products: [
      ['粗陶釉茶碗', '林鈺宸', 4_800, 'bowl'],
      ['高山烏龍春茶', '雲之園', 2_200, 'oolong'],
      ['鑄鐵壺 0.8 公升', '佐藤製作所', 14_800, 'kettle'],
      ['蒸汽之書', '瓦爾加', 1_950, 'book'],
    ],
    wished: '抹茶碗',
    rewards: ['一罐烏龍', '下次訂單免運費', '十二杯之一'],
    tiers: ['銀葉', '金葉', '免運費', '春茶提前一週選購'],
    offer: ['第二罐半價', '獻給喜歡春茶的您。'],
    question: ['您最常喝哪一種茶？', '讓我們為您留意合適的新品。', '烏龍茶', '綠茶', '紅茶'],
    cups: ['您一天喝幾杯茶？', '讓我們知道您的茶什麼時候會喝完。'],
    told: ['您在辦公室也泡茶嗎？', '讓我們為您推薦方便攜帶的茶具。'],
    warranty: '您的鑄鐵壺即將過保',
    why: ['您請 Demo 通知您。', '也已用電子郵件寄出。'],
  },
} as const;

/** The words of a language. */
export type Words = (typeof WORDS)[keyof typeof WORDS];

/** The words for a tag's locale. */
export const wordsFor = (locale: string): Words => WORDS[/^zh\b/i.test(locale) ? 'zh-Hant' : 'en'];
