/** Data quality and lists of people in Traditional Chinese. */
import type { Sentences } from './templates.ts';

export const zhHantData: Sentences = {
  // Data quality and lists
  'Data quality': '資料品質',
  Field: '欄位',
  'Their name': '姓名',
  Known: '已知',
  'Can be right': '看來正確',
  Fresh: '仍新',
  'Of all members. An address that mail came back from can’t be right; an answer is fresh for the first half of the time for which it is kept. A dash: it is not noted, or it would tell of fewer than 5 people.':
    '以全部會員計算。郵件被退回的信箱不算正確；回答在保留期的前半段算新。「–」表示沒有記錄，或涉及的人數少於 5 人。',
  'Likely in the list twice': '可能重複的顧客',
  'Nobody among {0} people shares an e-mail address, a telephone number, or a name at an address with somebody else.':
    '在 {0} 人之中，沒有人的信箱、電話，或姓名加地址與他人相同。',
  'Pairs among {0} people: {1}, the likeliest first. Nothing is merged by a guess: look at both, and correct them in the shop too.':
    '在 {0} 人之中找到 {1} 組，最可能的排在前面。系統不會憑推測合併：請先比對兩筆資料，並在商店的系統中一併更正。',
  'The shop has more people than can be compared at once. Whoever came after these {0} is not in this list, and may be in the shop twice.':
    '商店的人數超過一次能比對的上限。這 {0} 人之後的人不在這份清單裡，可能仍有重複。',
  'Who stays': '保留哪一位',
  'Together: {0} orders and {1} points to spend. {2} keeps name and address; orders, points with their days, wishes, vouchers and messages of {3} come along, and a no of either counts for both.':
    '合計 {0} 筆訂單、{1} 點可用。{2} 的姓名與電子郵件不變；{3} 的訂單、點數與期限、願望、優惠碼和訊息都會一起過來，任一位說過的「不要」對兩位都算數。',
  Merge: '合併',
  'Make {0} and {1} one person?': '要把 {0} 和 {1} 合併成同一個人嗎？',
  'From now on {0} is found as {1}, also by their address and when they sign in. It can be undone: then each has again what is theirs, less what was spent or lapsed meanwhile.':
    '從現在起，{0} 會併入 {1}，用原本的電子郵件查詢或登入也一樣。合併可以復原：屆時兩位各自拿回自己的部分，扣除期間用掉或到期的點數。',
  'Yes, merge them': '是，合併',
  'Merged so far': '合併紀錄',
  'Two again: {0} and {1}': '{0} 和 {1} 已重新分開',
  '{0} is now {1}': '{0} 已併入 {1}',
  'brought {0} points': '帶來 {0} 點',
  Undo: '復原',
  'Make {0} and {1} two people again?': '要讓 {0} 和 {1} 重新分成兩個人嗎？',
  '{0} gets back what is left of what they brought, with their address and sign-in. What was spent or lapsed of their points stays theirs; what was earned since the merge stays with {1}.':
    '{0} 會拿回帶來的部分中剩下的，電子郵件與登入也一併恢復。用掉或到期的點數仍算在他們自己名下；合併後賺到的點數留給 {1}。',
  'Yes, undo it': '是，復原',
  Undone: '已復原',
  Somebody: '某位顧客',
  'They asked to be forgotten': '對方已要求刪除資料',
  'Too long ago to undo': '時間太久，無法復原',
  'Under way': '處理中',
  'Merged on since: undo that first': '之後又合併過，請先復原那一次',
  'Merged with another person by hand': '由店員與另一人合併',
  'A merge was undone': '合併已復原過',
  '{0} likely: {1}.': '可能性 {0}：{1}。',
  'Here since': '首次到訪',
  'There are too few members to say anything of their data.': '會員人數太少，無法說明資料品質。',
  'There are no members yet.': '目前還沒有會員。',
  '{0} members.': '{0} 位會員。',
  '{0} of {1} members have an e-mail address that mail can reach.': '{1} 位會員中，有 {0} 位的信箱可以收到郵件。',
  'the same mailbox': '信箱相同',
  'the same telephone number': '電話相同',
  'the same name at the same address': '姓名與地址相同',
  'Lists of people': '顧客名單',
  'Whoever is put on a list stays on it until they are taken off. A segment or an offer may ask for a list.':
    '加入名單的人會一直在名單上，直到被移出。分眾與優惠都可以使用名單。',
  'There is no list yet.': '目前沒有名單。',
  'Bring people for {0}': '為「{0}」匯入顧客',
  'Bring people': '匯入顧客',
  'Remove the list?': '要移除這份名單嗎？',
  'Everybody is taken off it. The people themselves stay.': '所有人都會移出名單；顧客本身的資料不變。',
  'People for {0}': '「{0}」的顧客',
  'CSV file': 'CSV 檔案',
  'A line for each person, with a column id, customer_id or email. A file that was downloaded here fits.':
    '一行一人，欄位為 id、customer_id 或 email。在這裡下載的檔案可以直接使用。',
  'What happens with them': '處理方式',
  'They are put on the list': '加入名單',
  'They are taken off the list': '移出名單',
  'Read the file': '讀取檔案',
  'Lines read: {0}. People changed: {1}. So already: {2}. Lines that name nobody: {3}.':
    '已讀取 {0} 行：變更 {1} 人，{2} 人原本就是如此，{3} 行找不到對應的人。',
  'Lines that name nobody': '找不到對應的人的行',
  'What is wrong': '問題',
  'A new list': '新的名單',
  'Add the list': '新增名單',
  'The shop knows nobody by this.': '商店中沒有這個人。',
  'The line has none of id, customer_id and email.': '這一行沒有 id、customer_id 或 email。',
};
