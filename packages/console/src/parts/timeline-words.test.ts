import { EventName } from '@rapport/protocol';
import { afterEach, expect, test } from 'vitest';
import { chooseLocale } from '../locale.ts';
import { anEntry, aShop, NOW_MS } from '../testing/a-shop.ts';
import { facts } from './timeline-detail.ts';
import { kindOf, sentence } from './timeline-words.ts';

const setting = { currency: 'EUR', timeZone: 'Asia/Taipei', rewards: aShop().settings.programme.rewards };
const say = (name: string, detail: Record<string, unknown> = {}) => sentence(anEntry(name, { detail }), setting);

afterEach(() => chooseLocale('en'));

test.each([
  ['view_item', { items: [{ productId: 'b1', title: 'Matcha bowl' }] }, 'Looked at “Matcha bowl”'],
  ['view_item', { items: [{ productId: 'b1' }] }, 'Looked at “b1”'],
  ['add_to_cart', { items: [{ productId: 'b1' }, { productId: 'b2' }, { productId: 'b3' }] }, 'Put “b1” and 2 more into the basket'],
  ['search', { query: '抹茶碗', resultsCount: 0 }, 'Searched for “抹茶碗” and found nothing'],
  ['search', { query: 'tea' }, 'Searched for “tea”'],
  ['order_paid', { orderId: '1001', totalMinor: 4000, currency: 'TWD' }, 'Paid order 1001: NT$40.00'],
  ['order_paid', { orderId: '1001' }, 'Paid order 1001'],
  ['points_earned', { points: 40, orderId: '1001', availableAtMs: NOW_MS }, 'Earned 40 points with order 1001, to be spent from 12 May 2026'],
  ['points_reversed', { points: -12 }, '12 points were taken back'],
  ['points_earned', { points: 50, reason: 'sign-up' }, 'Earned 50 points for joining'],
  ['reward_redeemed', { rewardId: 'rew_tin', points: 300 }, 'Took the reward “A tin on us” for 300 points'],
  ['reward_redeemed', { rewardId: 'rew_gone' }, 'Took the reward “rew_gone”'],
  ['message_sent', { productId: 'b1', queries: ['抹茶碗', 'bowl'] }, 'Was told that “b1” has come, for the wish “抹茶碗”'],
  ['message_sent', { productTitle: 'Matcha bowl', query: '抹茶碗' }, 'Was told that “Matcha bowl” has come, for the wish “抹茶碗”'],
  ['consent_given', { personalisation: 'granted', messages: 'granted' }, 'Agreed: being remembered, messages'],
])('%s %j reads “%s”', (name, detail, words) => {
  expect(say(name, detail)).toBe(words);
});

test('a name nobody has words for is shown plainly, among what is about the person', () => {
  expect(say('phone_call')).toBe('phone call');
  expect(kindOf(anEntry('phone_call'))).toBe('person');
});

test('every event that a page can report has a sentence, with and without its facts', () => {
  const silent = EventName.options.filter((name) => say(name) === name.replaceAll('_', ' '));
  expect(silent).toEqual([]);
});

test('facts that are not what they should be do no harm', () => {
  expect(say('view_item', { items: 'no list' })).toBe('Looked at a product');
  expect(say('search', { query: 7, resultsCount: 'many' })).toBe('Searched for “”');
  expect(facts({ items: [{ productId: 'b1', quantity: 2 }], empty: '', nothing: null })).toEqual([
    ['items.0.productId', 'b1'],
    ['items.0.quantity', '2'],
  ]);
});

test('the same in Chinese', async () => {
  await chooseLocale('zh-Hant');
  expect(say('message_sent', { productTitle: '灰釉抹茶碗', query: '抹茶碗' })).toBe('已通知：心願「抹茶碗」有了「灰釉抹茶碗」');
  expect(say('consent_given', { personalisation: 'granted', messages: 'granted' })).toBe('表示同意：保留紀錄、接收訊息');
});
