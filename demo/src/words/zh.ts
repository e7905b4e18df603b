import type { Words } from './en.ts';

/** 店裡固定的話，繁體中文。 */
export const ZH: Words = {
  shop: '晨山', shopLong: '晨山・茶與器', skip: '跳到內容', menu: '分類', search: '搜尋', searchFor: '想找什麼？', basket: '購物袋', account: '會員', about: '關於', otherLanguage: 'English', home: '首頁',
  basketCount: (n) => `購物袋，${n} 件`,
  description: '茶、器與書，來自十二位叫得出名字的作者。',
  heroTitle: '每一杯茶，都有名有姓', heroText: '十二位作者，六個分類，少量慢賣。賣完了，再到貨時會告訴您；沒到，就不打擾。', heroLink: '看看今年的茶',
  newHere: '剛上桌', shelves: '逛逛分類', makersTitle: '十二位作者', makersText: '喜歡誰就關注誰，有新作時通知您。', cupsTitle: '十二月杯', cupsText: '林宜靜一個月做一只，每只六十，畫的是窯場後山當月的景物。', cupsLink: '看整個系列', all: '看全部',
  count: (n) => `${n} 件`, sort: '排序', sorts: { shop: '店內順序', low: '價格由低到高', high: '價格由高到低', new: '最新上架' }, maker: '作者', allMakers: '全部作者', show: '套用', from: (price) => `${price} 起`, soldOut: '已售完', fewLeft: (n) => (n === 1 ? '最後一件' : `剩 ${n} 件`),
  inStock: '有現貨，兩天內寄出', outOfStock: '目前售完', choose: '規格', quantity: '數量', add: '放入購物袋', added: '已放入購物袋。', toBasket: '前往購物袋', tooMany: '庫存不夠，已依現有數量放入。', by: '', sku: '編號', warranty: '保固', months: (n) => `${n} 個月`, partOf: '系列', restOfSeries: '同系列',
  facts: { origin: '產地', harvest: '採製', brew: '沖泡', volume: '容量', size: '尺寸', material: '材質', pages: '頁數', care: '保養' },
  kinds: { makers: '作者', authors: '著者', series: '系列' },
  searchTitle: (q) => `「${q}」的搜尋結果`, searchEmptyTitle: (q) => `還沒有「${q}」`, searchEmpty: '我們每一季都在找新東西，說不定下一季就有。', searchThin: '不是您要的嗎？把想找的留給我們。', searchNone: '輸入想找的茶、作者，或一種釉色。', meanwhile: '架上現有',
  emptyBasket: '袋子還是空的。', emptyBasketLink: '先看看茶', each: '單價', remove: '取出', update: '更新', subtotal: '商品小計', shipping: '運費', free: '免運', discount: '折價券', total: '合計', tax: (amount) => `含稅 ${amount}`, freeFrom: (amount) => `再買 ${amount} 就免運。`, freeNow: '已達免運。', checkout: '前往結帳',
  checkoutTitle: '結帳', yourThings: '您的訂單', where: '寄送資料', name: '姓名', email: '電子郵件', street: '地址', postcode: '郵遞區號', city: '縣市', country: '國家／地區', countries: { DE: '德國', AT: '奧地利', SE: '瑞典', TW: '臺灣', JP: '日本', GB: '英國', FR: '法國', NL: '荷蘭' }, pay: '送出訂單', noCharge: '這是示範商店，不會扣款，也不會寄出任何東西。', voucherCode: '折價券', use: '使用', voucherOn: (code) => `已折抵 ${code}。`, voucherOff: '不用了',
  pointsGuest: '先登入，這筆訂單就能累積點數。', pointsMember: '商品寄出後，這筆訂單的點數就會入帳。', signInLink: '登入',
  fieldMissing: '請填寫這一欄。', emailWrong: '這看起來不像電子郵件地址。',
  words: {
    'voucher-unreachable': '目前無法確認折價券。您可以先不使用、直接下單，或過幾分鐘再試；券不會因此失效。',
    'voucher-unknown': '查不到這個券碼，請再核對一次。', 'voucher-expired': '這張折價券已過期。', 'voucher-used': '這張折價券已經用過了。', 'voucher-minimum': '訂單金額還沒達到這張券的門檻。', 'voucher-person': '這張折價券屬於另一位會員，請以該帳號登入後使用。', 'voucher-empty': '請先輸入券碼。', 'voucher-ok': '折價券已折抵。', 'voucher-dropped': '折價券已不能使用，已從訂單移除，請再確認金額。',
    gone: '有人先買走了。售完的已經取出，請再看一次。', 'too-many': '庫存不夠，已依現有數量放入。', added: '已放入購物袋。', welcome: '歡迎回來。', bye: '您已登出。', 'sold-out': '這件已經售完。',
  },
  thanks: '謝謝您', thanksText: (id) => `訂單 ${id} 已收到，明天早上為您打包。`, order: '訂單', ordered: '下單日期', to: '寄往', status: { paid: '備貨中', shipped: '已寄出', complete: '已送達', cancelled: '已取消', refunded: '已退款' }, keepLooking: '繼續逛逛',
  signInTitle: '今天您是哪一位？', signInText: '示範商店沒有密碼。可以扮成店裡的三位熟客，也可以當一位新朋友。', beThis: (name) => `以${name}登入`, orNew: '或者，新朋友', join: '建立帳號', hello: (name) => `${name}，您好`, yourOrders: '您的訂單', noOrders: '還沒有訂單。', signOut: '登出', yourPoints: '您的點數', rewards: '可以兌換的', guest: '登入身分',
  aboutTitle: '關於這家店', privacyTitle: '我們記得什麼', counter: '櫃檯後面', footer: '示範商店，什麼都不賣，說到做到。', notFound: '這裡什麼都沒有', notFoundText: '頁面搬走了，或者從來沒有過。架子倒是一直在原處。', broken: '我們這邊出了點問題', brokenText: '您的東西都還在。請回上一頁再試一次。', forbidden: '這張表單來自別處', forbiddenText: '為了您的安全，我們只收自家頁面送出的表單。請重新開啟頁面再送一次。',
};
