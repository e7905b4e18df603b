import { beforeEach, expect, test } from 'vitest';
import { aClient, aView } from '@rapport/client/testing';
import { sayOwn, start } from './extras.ts';
import { msg, str } from './small/localize.ts';

const OPTIONS = { key: 'pk', host: '', locale: 'en', consent: 'granted' } as const;
beforeEach(() => {
  window.dataLayer = [];
  document.adoptedStyleSheets = [];
});

test('points that come are told as earned, once; a tier reached just now as well; another person’s points are no gain', async () => {
  const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/points': { tier: { id: 'gold', sinceMs: Date.now() } } });
  start({ ...OPTIONS, results: 'dataLayer' }, client);
  await client.load();
  expect(window.dataLayer).toEqual([]);
  client.take(aView({ points: { pending: 10, available: 380, reported: 0 }, version: 2 }));
  await expect.poll(() => window.dataLayer).toHaveLength(2);
  expect(window.dataLayer).toEqual([
    { event: 'earn_virtual_currency', virtual_currency_name: 'points', value: 50 },
    { event: 'unlock_achievement', achievement_id: 'gold' },
  ]);
  client.take(aView({ points: { pending: 0, available: 200, reported: 0 }, version: 3 }));
  await client.reload();
  expect(window.dataLayer).toHaveLength(2);
});

test('points that come back with a voucher are not told as earned; what comes after them is', async () => {
  const voucher = {
    code: 'c',
    kind: 'amount',
    valueMinor: 500,
    percent: null,
    minimumMinor: 0,
    rewardId: 'r1',
    madeAtMs: 1,
    usedAtMs: null,
  } as const;
  const points = (available: number) => ({ pending: 0, available, reported: 0 });
  const first = aView({ points: points(100), vouchers: [{ ...voucher, state: 'ready' }] });
  const { client } = aClient({ 'GET /v1/me': first, 'GET /v1/me/points': { tier: null } });
  start({ ...OPTIONS, results: 'dataLayer' }, client);
  await client.load();
  const back = [{ ...voucher, state: 'cancelled' as const }];
  client.take(aView({ points: points(300), vouchers: back, version: 2 }));
  expect(window.dataLayer).toEqual([]);
  client.take(aView({ points: points(310), vouchers: back, version: 3 }));
  expect(window.dataLayer).toEqual([{ event: 'earn_virtual_currency', virtual_currency_name: 'points', value: 10 }]);
});

test('what was spent and what was taken is told, what was sent away is not', () => {
  const { client } = aClient({ 'GET /v1/me': aView() });
  start({ ...OPTIONS, results: 'dataLayer' }, client);
  const say = (name: string, more: object): boolean => document.body.dispatchEvent(Object.assign(new Event(name, { bubbles: true }), more));
  window.dataLayer = [];
  say('rapport-redeem', { rewardId: 'r1', costPoints: 200 });
  say('rapport-offer', { offerId: 'o1', answer: 'taken' });
  say('rapport-offer', { offerId: 'o2', answer: 'declined' });
  expect(window.dataLayer).toContainEqual({ event: 'spend_virtual_currency', virtual_currency_name: 'points', value: 200, item_name: 'r1' });
  expect(window.dataLayer).toContainEqual({ event: 'select_promotion', promotion_id: 'o1' });
  expect(JSON.stringify(window.dataLayer)).not.toContain('o2');
});

test('a look by name sets the tokens, and the shop’s own style sheet outweighs it', () => {
  const { client } = aClient({ 'GET /v1/me': aView() });
  const token = (): string => getComputedStyle(document.documentElement).getPropertyValue('--rapport-radius');
  start({ ...OPTIONS, theme: 'sharp dark' }, client);
  expect(token()).toBe('0px');
  const own = document.head.appendChild(document.createElement('style'));
  own.textContent = ':root { --rapport-radius: 3px }';
  expect(token()).toBe('3px');
  own.remove();
});

test('the shop’s own words stand where ours stood, with every value; what it doesn’t say stays', async () => {
  const texts = [
    { ids: ['close'], instead: 'Close', strings: ['Shut it'], order: [] },
    { ids: ['points.next'], instead: '{} more and “{}” is yours.', strings: ['“', '”: ', ' to go, ', '.'], order: [1, 0, 0] },
  ];
  const { client, called } = aClient(
    { 'GET /v1/me': aView(), 'GET /v1/config': { texts: 7 }, 'GET /v1/config/texts': { texts } },
    { locale: 'en-GB' },
  );
  expect(msg('Close')).toBe('Close');
  await sayOwn(client);
  expect(called.find(({ call }) => call === 'GET /v1/config/texts')?.query).toMatchObject({ language: 'en', version: '7' });
  expect(msg('Close')).toBe('Shut it');
  expect(msg(str`${160} more and “${'Tea'}” is yours.`)).toBe('“Tea”: 160 to go, 160.');
  expect(msg(str`Use ${200} for “${'Tea'}”?`)).toBe('Use 200 for “Tea”?');
});
