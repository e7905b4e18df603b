import type { CategoryId, Follow, Text } from './kinds.ts';

/** The shelves, in the order of the shop's own rail. */
export const CATEGORIES: readonly { readonly id: CategoryId; readonly name: Text; readonly text: Text }[] = [
  {
    id: 'tea',
    name: ['Tea', '茶葉'],
    text: [
      'Small lots from four gardens, bought once a season and packed when you order. When a lot is gone, it is gone until the next picking.',
      '四座茶園，一季一批，接單後才分裝。賣完就等下一季，不添不補。',
    ],
  },
  {
    id: 'teapots',
    name: ['Teapots & gaiwans', '茶壺與蓋碗'],
    text: [
      'Pots that pour clean and lids that sit still. Every one was used for a month on our own table first.',
      '出水俐落、蓋子服貼，是我們選壺的兩個條件。每一把都先在店裡用過一個月。',
    ],
  },
  {
    id: 'cups',
    name: ['Cups & bowls', '茶杯與碗'],
    text: [
      'The last thing before the tea, and the one your hand remembers. Thrown one at a time, so no two rims are quite alike.',
      '茶喝進口之前，先遇見的是杯子。一只一只手拉，口沿各有各的弧度。',
    ],
  },
  {
    id: 'kettles',
    name: ['Kettles', '煮水器'],
    text: [
      'Water first. Iron that softens it, steel that is quick, glass that shows what is going on. All with a warranty of 24 months or more.',
      '好茶從水開始。鐵壺養水，鋼壺省時，玻璃壺看得見動靜。每只都有兩年以上保固。',
    ],
  },
  {
    id: 'tools',
    name: ['Tools & tins', '茶道具與茶罐'],
    text: ['The small things on the tray: to measure, to lift, to keep, to wipe.', '茶席上的小東西：量茶、取茶、存茶、拭水，各有一件順手的。'],
  },
  {
    id: 'books',
    name: ['Books & paper', '書與紙'],
    text: ['Reading for the length of a pot, and good paper to write down what you tasted.', '一壺茶的時間讀幾頁，再找張好紙，把喝到的味道記下來。'],
  },
];

/** The twelve whose work we sell. */
export const MAKERS: readonly Follow[] = [
  {
    id: 'cloudfoot',
    name: ['Cloudfoot Garden', '雲腳茶園'],
    place: ['Alishan, Taiwan', '嘉義阿里山'],
    text: [
      'Three sisters on a slope at 1,400 metres, where the fog comes up at two every afternoon. They pick late and bake little.',
      '三姊妹守著海拔一千四百公尺的坡地。每天午後兩點起霧，茶就慢慢長。採得晚，焙得輕，是她們家的脾氣。',
    ],
  },
  {
    id: 'shi-family',
    name: ['Shi Family Tea', '石家茶行'],
    place: ['Muzha, Taipei', '臺北木柵'],
    text: [
      'Four generations of roasters. The charcoal pit behind the house has been lit every winter since 1931.',
      '四代焙茶。屋後那口炭坑，從一九三一年起每個冬天都點火。',
    ],
  },
  {
    id: 'old-ferry',
    name: ['Old Ferry', '老渡口'],
    place: ['Menghai, Yunnan', '雲南勐海'],
    text: [
      'Pressed tea from old trees near a river crossing that no longer has a ferry. They buy leaf by the tree, not by the village.',
      '渡口早沒了船，老茶樹還在。他們收茶認樹不認村，一棵一棵記在帳上。',
    ],
  },
  {
    id: 'asagiri',
    name: ['Asagiri Tea', '朝霧製茶'],
    place: ['Uji, Kyoto', '京都宇治'],
    text: [
      'A steaming house with one line and two shade gardens. Everything here is milled or rolled in the week that it is sent.',
      '一條蒸菁線、兩片覆下茶園。出貨那一週才碾、才揉，從不囤著。',
    ],
  },
  {
    id: 'lin-yi-ching',
    name: ['Lin Yi-ching', '林宜靜'],
    place: ['Yingge, New Taipei', '新北鶯歌'],
    text: [
      'She digs her own clay and lets the wood ash decide the rest. Rough feet, quiet glazes, one firing a month.',
      '土自己挖，釉交給柴灰。底足留著手痕，釉色安靜，一個月只開一次窯。',
    ],
  },
  {
    id: 'he-wenbo',
    name: ['He Wenbo', '何文博'],
    place: ['Dingshu, Yixing', '宜興丁蜀'],
    text: [
      'A quiet man who makes eleven pots a month and breaks the twelfth if its lid turns. Trained with his aunt for nine years.',
      '話少，一個月做十一把壺；第十二把若蓋子不夠服貼，就親手敲掉。跟姑姑學了九年。',
    ],
  },
  {
    id: 'marta-holzl',
    name: ['Marta Hölzl', '瑪塔・赫茲'],
    place: ['Gmunden, Austria', '奧地利格蒙登'],
    text: [
      'Porcelain so thin that you see your fingers through it, made beside a lake by somebody who used to repair church organs.',
      '瓷胎薄得透出指影。工作室臨湖，她從前是修教堂管風琴的人。',
    ],
  },
  {
    id: 'kuroda-kiln',
    name: ['Kuroda Kiln', '黑田窯'],
    place: ['Tokoname, Aichi', '愛知常滑'],
    text: [
      'Father and daughter. He throws, she cuts the strainer: two hundred and ten holes by hand in each side-handled pot.',
      '父女兩人。父親拉坯，女兒開孔；每一把側把壺裡，都有兩百一十個親手扎的小洞。',
    ],
  },
  {
    id: 'norrby',
    name: ['Norrby', '諾比'],
    place: ['Gothenburg, Sweden', '瑞典哥特堡'],
    text: [
      'Kettles and glass with every part replaceable. They still sell the gasket for a model of 1988.',
      '做煮水壺，也吹玻璃，零件全都換得到；一九八八年那款的墊圈，至今還有存貨。',
    ],
  },
  {
    id: 'tanabe',
    name: ['Tanabe Ironworks', '田邊鐵器'],
    place: ['Mizusawa, Iwate', '岩手水澤'],
    text: [
      'Sand moulds, charcoal, patience. Each kettle is cast once and the mould is broken to get it out.',
      '砂模、木炭、耐性。一個模只鑄一只壺，取壺時模就碎了。',
    ],
  },
  {
    id: 'bamboo-hall',
    name: ['Bamboo Hall', '竹堂'],
    place: ['Zhushan, Nantou', '南投竹山'],
    text: [
      'Bamboo cut in the cold months and dried for three years, some wood, and cloth from the loom next door.',
      '竹子只在冬天砍，陰乾三年才動刀。也做木器，布則來自隔壁那臺老織機。',
    ],
  },
  {
    id: 'hillside-press',
    name: ['Hillside Press', '山腳書房'],
    place: ['Leipzig and Tainan', '萊比錫與臺南'],
    text: [
      'Two desks on two continents and one printer between them. Six titles a year, sewn, never glued.',
      '兩張書桌隔著半個地球，共用一家印刷廠。一年六本，全部線裝，不上膠。',
    ],
  },
];

/** The four whose next book somebody waits for. */
export const AUTHORS: readonly Follow[] = [
  {
    id: 'shen-wanru',
    name: ['Shen Wanru', '沈婉如'],
    place: ['Tainan', '臺南'],
    text: ['Writes about kitchens, courtyards and the tea that is drunk in them.', '寫廚房，寫院子，也寫在裡頭喝的那些茶。'],
  },
  {
    id: 'tomas-aldrin',
    name: ['Tomas Aldrin', '托馬斯・奧德林'],
    place: ['Gothenburg', '哥特堡'],
    text: ['A chemist who wanted to know why his mother’s tea was better than his.', '化學家，起初只想弄懂：為什麼母親泡的茶就是比較好喝。'],
  },
  {
    id: 'kaede-morino',
    name: ['Kaede Morino', '森野楓'],
    place: ['Kyoto', '京都'],
    text: ['Walks to kilns and gardens, and draws what she is shown.', '走訪窯場與茶園，人家給她看什麼，她就畫什麼。'],
  },
  {
    id: 'ruth-calder',
    name: ['Ruth Calder', '露絲・考德'],
    place: ['Orkney', '奧克尼群島'],
    text: [
      'Kept a lighthouse, then a diary, then wrote one book. Readers keep asking about the next.',
      '守過燈塔，寫過日記，後來出了一本書。讀者一直在問下一本。',
    ],
  },
];

/** Things that come one after the other. */
export const SERIES: readonly Follow[] = [
  {
    id: 'twelve-cups',
    name: ['Twelve Cups', '十二月杯'],
    place: ['One a month, by Lin Yi-ching', '林宜靜，一月一只'],
    text: [
      'A cup for every month of the year, each painted with what the month brings to the hills behind the kiln. One appears on the first of each month; sixty are made of each and no more.',
      '一個月一只杯，畫的是窯場後山當月的景物。每月一日開賣，各做六十只，不再追加。',
    ],
  },
];
