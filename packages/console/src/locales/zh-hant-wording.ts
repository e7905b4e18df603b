/** The page of the components' own words, in Traditional Chinese. */
import type { Sentences } from './templates.ts';

export const zhHantWording: Sentences = {
  'Words on your pages': '商店頁面上的用語',
  'The question for consent': '徵求同意的詢問',
  'Points and tiers': '點數與會員等級',
  'The member’s place': '會員專區',
  'Rewards and vouchers': '好禮與優惠碼',
  'Bringing friends': '推薦好友',
  'Settings of a shopper': '顧客的個人設定',
  'When something goes wrong': '發生狀況時',
  'What stands in the components, in the launcher and in the question for consent. A change is on every page within six minutes.':
    '元件、入口按鈕與徵求同意的詢問裡出現的文字。修改後，六分鐘內所有頁面都會更新。',
  'Every text says what Rapport says by itself.': '目前所有文字都是 Rapport 的原文。',
  'One text is in your own words.': '有一則文字改成了您的說法。',
  '{0} texts are in your own words.': '有 {0} 則文字改成了您的說法。',
  Part: '位置',
  'In your own words': '您的說法',
  'Search all texts': '搜尋所有文字',
  'No text has these words.': '沒有文字包含這些字詞。',
  'Nothing is in your own words yet. Choose a part to begin with.': '目前還沒有您自己的說法。請先選擇一個位置。',
  'What it says': '文字內容',
  'Change “{0}”': '修改「{0}」',
  Change: '修改',
  '{{0}} must stay in the text.': '文字裡必須保留 {{0}}。',
  'Nothing is filled in for {{0}}.': '{{0}} 沒有可填入的內容。',
  'Filled in: {0}. They may stand in any order.': '會自動填入：{0}，順序不拘。',
  'By itself it says:': '原文：',
  'It stands in {0} places.': '共出現在 {0} 處。',
  'The words of the components, in your own': '用您自己的說法呈現元件文字',
};
