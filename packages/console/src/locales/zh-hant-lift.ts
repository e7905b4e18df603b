/** One person in the comparison of people with and without offers, in Traditional Chinese. */
import type { Sentences } from './templates.ts';

export const zhHantLift: Sentences = {
  'Revenue, less discounts': '營收（扣除折扣）',
  Discounts: '折扣',
  'Worth of the points given': '所贈點數的價值',
  'An offer has taken something off a price for them.': '曾因優惠而減價。',
  'They were in both groups before a merge and are counted where they were assigned.': '合併之前同屬兩組，以原先分配的組別計算。',
  Before: '之前',
  'Since the first time': '第一次之後',
  'Since {0}': '自 {0} 起',
  'Their group is not drawn yet.': '尚未分組。',
  'They belong to those who get no offers. Nothing was held back from them so far.': '屬於沒有優惠的一組，目前還沒有被保留任何內容。',
  'They belong to those who get offers. They were shown nothing so far.': '屬於有優惠的一組，目前還沒有看到任何優惠。',
  'They belong to those who get no offers. On {0} something would have been shown for the first time; {1} times so far.':
    '屬於沒有優惠的一組。{0}本來會第一次看到優惠，至今共 {1} 次。',
  'They belong to those who get offers. On {0} something was shown for the first time; {1} times so far.':
    '屬於有優惠的一組。{0}第一次看到優惠，至今共 {1} 次。',
};
