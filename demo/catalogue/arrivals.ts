import { choice, grams, one, type ProductSeed } from './kinds.ts';

/**
 * What is not on the shelves yet. Somebody has searched for most of these and been told that we would write;
 * the counter page imports them, and then we have to keep that promise.
 */
export const ARRIVALS: readonly ProductSeed[] = [
  {
    handle: 'left-handed-scissors',
    category: 'tools',
    maker: 'tanabe',
    title: ['Left-handed scissors for tea bags and paper', '左手剪刀・裁茶袋與紙'],
    text: [
      'The blades are swapped, not just the handles, so a left hand sees the line it cuts. Forged by the kettle people in their quiet month.',
      '刀刃左右對調，不只是換了握把，左手裁紙終於看得見線。鐵壺師傅趁淡月打的。',
    ],
    facts: { size: ['16 cm', '16 公分'], material: ['Forged steel', '鍛鋼'] },
    variants: one(32, 1120, 14),
    picture: { form: 'tool', kind: 'scissors', wood: 'charcoal', metal: 'steel', side: 'left' },
    tags: ['scissors', 'left-handed'],
  },
  {
    handle: 'shino-matcha-bowl',
    category: 'cups',
    maker: 'lin-yi-ching',
    title: ['Matcha bowl, shino', '志野抹茶碗'],
    text: [
      'Her first: straight walls for the whisk, a low hip for the thumb, orange where the flame looked in.',
      '她的第一批抹茶碗。壁直，好運筅；腰低，好托手；火舔過的地方透出橘紅。',
    ],
    facts: { size: ['Ø 12 cm', '直徑 12 公分'], material: ['Stoneware, shino glaze', '陶土，志野釉'] },
    variants: choice(['shino', 'Shino white', '志野白', 96, 3360, 6], ['tenmoku', 'Tenmoku', '天目', 96, 3360, 4]),
    picture: { form: 'bowl', shape: 'deep', clay: 'persimmon', glaze: 'shino', line: 0.78, runs: 1.5, speckle: 44, tea: '#86a844' },
    tags: ['bowl', 'matcha', 'rough glaze'],
  },
  {
    handle: 'left-handed-tea-knife',
    category: 'tools',
    maker: 'tanabe',
    title: ['Left-handed tea knife', '左手用茶刀'],
    text: ['Ground on the other side. It took one letter from a customer and two years.', '換一面開刃。一封客人的信，加上兩年工夫。'],
    facts: { size: ['19 cm', '19 公分'], material: ['Steel, rosewood', '鋼，花梨木'] },
    variants: one(42, 1470, 8),
    picture: { form: 'tool', kind: 'knife', wood: 'walnut', metal: 'steel', side: 'left' },
    tags: ['knife', 'puer', 'left-handed'],
  },
  {
    handle: 'the-second-lamp',
    category: 'books',
    maker: 'hillside-press',
    author: 'ruth-calder',
    title: ['The Second Lamp', '第二盞燈'],
    text: [
      'She went back to the lighthouse, this time with company. The book everybody asked for.',
      '她又回到燈塔，這回不是一個人。大家問了好久的那一本，來了。',
    ],
    facts: { pages: ['216 pages, sewn', '216 頁，線裝'] },
    variants: one(24, 560, 40),
    picture: {
      form: 'book',
      cloth: 'cobalt',
      ink: 'straw',
      lines: ['The Second', 'Lamp'],
      by: 'Ruth Calder',
      motif: 'sun',
      sign: '第二盞燈',
      thick: 22,
    },
    tags: ['book', 'memoir'],
  },
  {
    handle: 'cup-october-leaf',
    category: 'cups',
    maker: 'lin-yi-ching',
    series: 'twelve-cups',
    title: ['October cup, leaf', '十月杯・葉'],
    text: ['Three leaves of the tallow tree by the gate, red before anything else is.', '門口那棵烏桕的三片葉子，總是全村最先紅的。'],
    facts: { volume: ['120 ml', '120 毫升'], material: ['Stoneware, painted under the glaze', '陶土，釉下彩'], size: ['Sixty made', '限作六十只'] },
    variants: one(52, 1820, 60),
    picture: { form: 'cup', shape: 'bell', clay: 'walnut', glaze: 'oat', line: 0.74, motif: 'leaf', paint: 'rust' },
    tags: ['cup', 'twelve cups', 'limited'],
  },
  {
    handle: 'alishan-first-spring',
    category: 'tea',
    maker: 'cloudfoot',
    title: ['Alishan first spring lot', '阿里山頭水春茶'],
    text: [
      'Nine kilos from the lowest terrace, picked before the rain. Sweeter than the second lot and shyer.',
      '最低那階茶園，搶在雨前採的九公斤。比第二批更甜，也更害羞。',
    ],
    facts: {
      origin: ['Shizhuo, 1,350 m', '石棹，海拔 1,350 公尺'],
      harvest: ['Spring, first lot', '春茶，頭水'],
      brew: ['6 g, 93 °C, 50 s', '6 公克，93 °C，50 秒'],
    },
    variants: grams([50, 26, 900, 16], [100, 49, 1700, 8]),
    picture: { form: 'pouch', pack: 'bag', paper: 'chalk', label: '頭水', band: 'jade', leaf: 'ball', tone: '#66803f', tone2: '#9bb062' },
    tags: ['oolong', 'spring', 'taiwan', 'limited'],
  },
];
