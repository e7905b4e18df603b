/** What people wait for, in Traditional Chinese. */
import type { Sentences } from './templates.ts';

export const zhHantWatches: Sentences = {
  'What people wait for': '顧客在等什麼',
  'Wishes people keep. Each speaks when what it waits for comes, and says why.': '顧客留下的願望。等到的時候就會通知，並說明原因。',
  'every kind': '所有類別',
  'Nobody waits for anything of this kind.': '沒有人在等這一類的商品。',
  'Waits for': '等待的內容',
  'Last spoke': '上次通知',
  'How often': '頻率',
  'A guest': '訪客',
  'a search': '搜尋',
  'a name they follow': '追蹤的名稱',
  'a lower price': '降價',
  'back in stock': '到貨',
  'more like it': '類似的商品',
  'at once': '立即',
  'once a day': '每天一次',
  'once a week': '每週一次',
  'Words that mean the same': '意思相同的字詞',
  'Who waits for a mug hears of the cup, too.': '在等「馬克杯」的人，「杯子」到貨時也會收到通知。',
  'Wishes and products are read with these words from the next arrival on.': '從下一次到貨起，願望和商品都按這些字詞來比對。',
  'A line for each meaning, its words with a comma between them, such as “mug, cup”.': '每個意思一行，詞與詞之間用逗號分開，例如「馬克杯, 杯子」。',
  Letters: '字形',
  'Letters of Chinese or Japanese that count as one, a line each, such as “臺台”. Others are kept apart.':
    '視為同一個字的中文或日文字形，每組一行，例如「臺台」。其餘的字各算各的。',
  'Save the words': '儲存字詞',
  'Line {0} stands alone: it needs two or more.': '第 {0} 行只有一個：至少要兩個。',
  'Line {0} has too many: at most 20 belong together.': '第 {0} 行太多：每組最多 20 個。',
  'Line {0} has a letter of an earlier line.': '第 {0} 行有前面出現過的字。',
  'These are more lines than can be kept.': '行數超過可以保存的上限。',
};
