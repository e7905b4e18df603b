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
  'Pairs among {0} people: {1}, the likeliest first. Correct them where they come from, in the shop: here nothing is merged by a guess.':
    '在 {0} 人之中找到 {1} 組，最可能的排在前面。請在商店的系統中更正；這裡不會憑推測合併。',
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
