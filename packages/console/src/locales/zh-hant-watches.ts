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
};
