import type { Locale } from '../locale.ts';

const EN = {
  title: 'Behind the counter', text: 'For whoever runs this demo. Everything here does what it says, and tells Rapport.', open: 'This page has no lock. Keep the demo on your own machine, or put something in front of it.',
  orders: 'Orders', none: 'Nobody has bought anything yet.', moves: { paid: '', shipped: 'Ship', complete: 'Delivered', cancelled: 'Cancel', refunded: 'Refund' },
  arrivals: 'Arrivals', arrivalsText: 'Left-handed scissors, a matcha bowl, a left-handed tea knife, a second book by Ruth Calder, the October cup and the first spring lot. Some people are waiting for these.', unpack: 'Unpack and tell Rapport', unpacked: 'They are on the shelves.', again: 'Tell Rapport again',
  catalogue: 'Catalogue', catalogueText: (n: number) => `${n} products on the shelves.`, push: 'Send the whole catalogue to Rapport', download: 'Download', catalogueFile: 'catalogue.csv', arrivalsFile: 'arrivals.csv',
  prices: 'Prices and stock', price: 'Price', stock: 'Stock', find: 'Find a product', save: 'Save and tell Rapport', pick: 'Pick a product', change: 'Change',
  post: 'To Rapport', postText: 'What this shop has told Rapport. What can’t be delivered is tried again until it is.', noRapport: 'This shop was started without Rapport (DEMO_CONFIG is not set). It sells all the same.', postNone: 'Nothing yet.', retry: 'Try everything again', kinds: { order: 'Order', use: 'Voucher', import: 'Import' }, states: { waiting: 'Waiting', sent: 'Taken', refused: 'Refused' }, attempts: (n: number) => (n === 1 ? '1 try' : `${n} tries`),
  importing: (rows: number) => `Reading, ${rows} rows so far.`, imported: (made: number, changed: number, refused: number) => `${made} new, ${changed} changed${refused > 0 ? `, ${refused} refused` : ''}.`, held: 'Held by Rapport for you to look at in its console.', failed: 'The import failed.', words: { saved: 'Saved. Rapport is being told.', wrong: 'That is no price or no stock.', unpacked: 'Unpacked. Rapport is being told.', pushed: 'The catalogue is on its way to Rapport.', moved: 'Done. Rapport is being told.', stuck: 'That step is not possible any more.', retried: 'Everything that waited is being tried again.' } as Record<string, string>, back: 'To the shop front',
};

const ZH: typeof EN = {
  title: '櫃檯後面', text: '給經營這家示範店的人。這裡的每個按鈕都是真的，按下去也會告訴 Rapport。', open: '這一頁沒有上鎖，請只在自己的電腦上使用，或在前面加一道門。',
  orders: '訂單', none: '還沒有人買東西。', moves: { paid: '', shipped: '寄出', complete: '送達', cancelled: '取消', refunded: '退款' },
  arrivals: '新到貨', arrivalsText: '左手剪刀、抹茶碗、左手用茶刀、露絲・考德的第二本書、十月杯，還有頭水春茶。有人正等著。', unpack: '拆箱上架並通知 Rapport', unpacked: '都上架了。', again: '再通知 Rapport 一次',
  catalogue: '商品目錄', catalogueText: (n) => `架上共 ${n} 項商品。`, push: '把整份目錄送到 Rapport', download: '下載', catalogueFile: 'catalogue.csv', arrivalsFile: 'arrivals.csv',
  prices: '價格與庫存', price: '價格', stock: '庫存', find: '找商品', save: '儲存並通知 Rapport', pick: '選一項商品', change: '修改',
  post: '送往 Rapport', postText: '這家店告訴過 Rapport 的事。送不到的，會一直試到送達為止。', noRapport: '這家店啟動時沒有接上 Rapport（未設定 DEMO_CONFIG），照樣營業。', postNone: '還沒有。', retry: '全部再試一次', kinds: { order: '訂單', use: '折價券', import: '匯入' }, states: { waiting: '等待中', sent: '已收下', refused: '被退回' }, attempts: (n) => `試了 ${n} 次`,
  importing: (rows) => `讀取中，已讀 ${rows} 列。`, imported: (made, changed, refused) => `新增 ${made} 項、變更 ${changed} 項${refused > 0 ? `、退回 ${refused} 列` : ''}。`, held: 'Rapport 先保留了這次匯入，請到主控台查看。', failed: '匯入失敗。', words: { saved: '已儲存，正在通知 Rapport。', wrong: '價格或庫存的數字不對。', unpacked: '已拆箱，正在通知 Rapport。', pushed: '目錄正送往 Rapport。', moved: '完成，正在通知 Rapport。', stuck: '這一步已經不能做了。', retried: '等待中的都再試一次。' }, back: '回到店面',
};

/** The words of the counter page. */
export function counterWords(locale: Locale): typeof EN {
  return locale === 'en' ? EN : ZH;
}
