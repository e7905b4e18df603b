import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import { aRow } from '../testing/points.ts';
import './rapport-statement.ts';

const spent = aRow({
  seq: 3,
  kind: 'spend',
  from: 'available',
  to: 'spent',
  orderId: null,
  reason: 'reward',
  change: { pending: 0, available: -200, debt: 0 },
  after: { pending: 85, available: 140, debt: 0 },
});
const mature = aRow({ seq: 2, kind: 'mature', change: { pending: -85, available: 85, debt: 0 }, after: { pending: 0, available: 340, debt: 0 } });

describe('rapport-statement', () => {
  test('says when, why, how many, and how one stood then', async () => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/statement': { rows: [spent, mature, aRow()], next: null } });
    const statement = await mount('rapport-statement', client);
    await soon(() =>
      expect(words(statement)).toBe(
        [
          'Your points, one by one',
          'Given for a reward 3 May 2020 −200 Balance 140',
          'Ready to use, from order A-12 3 May 2020 +85 Balance 340',
          'Order A-12 3 May 2020 +85 on the way Balance 340',
        ].join(' '),
      ),
    );
  });

  test.each([
    [aRow({ kind: 'earn', orderId: null, reason: 'sign-up', change: { pending: 0, available: 50, debt: 0 } }), 'Welcome', '+50'],
    [
      aRow({ kind: 'adjust', orderId: null, reason: 'The tin was dented', change: { pending: 0, available: 20, debt: 0 } }),
      'The tin was dented',
      '+20',
    ],
    [aRow({ kind: 'reverse', change: { pending: 0, available: -30, debt: 0 } }), 'Taken back, order A-12 was returned', '−30'],
    [
      aRow({ kind: 'reverse', change: { pending: 0, available: 0, debt: 40 }, after: { pending: 0, available: 0, debt: 40 } }),
      'Taken back',
      '40 owed',
    ],
    [aRow({ orderId: null, reason: 'event', rule: 'visit', title: { en: 'A visit', 'zh-Hant': '來店' } }), 'A visit', '+85 on the way'],
    [aRow({ orderId: null, reason: 'event', rule: 'visit' }), 'From the shop', '+85 on the way'],
    [aRow({ kind: 'expire', orderId: null, change: { pending: 0, available: -12, debt: 0 } }), 'Lapsed', '−12'],
    [aRow({ kind: 'earn', expiresAtMs: Date.UTC(2021, 4, 3, 12) }), 'good until 3 May 2021', '+85 on the way'],
  ])('%j says so', async (row, why, figure) => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/statement': { rows: [row], next: null } });
    const statement = await mount('rapport-statement', client);
    await soon(() => expect(words(statement)).toContain(why));
    expect(words(statement)).toContain(figure);
  });

  test('brings more, a page at a time', async () => {
    const { client } = aClient({
      'GET /v1/me': aView(),
      'GET /v1/me/statement': ({ query }) =>
        query['before'] ? { rows: [aRow({ reason: 'order', orderId: 'B-7' })], next: null } : { rows: [aRow()], next: '1' },
    });
    const statement = await mount('rapport-statement', client);
    await soon(() => part(statement, 'button.more'));
    part(statement, 'button.more').click();
    await soon(() => expect(words(statement)).toContain('Order B-7'));
    expect(words(statement)).toContain('Order A-12');
    expect(statement.shadowRoot?.querySelector('button.more')).toBeNull();
  });

  test('empty says one thing; a failure can be tried again', async () => {
    const { client, answers } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/statement': new Refusal(404, 'unknown-shop') });
    const statement = await mount('rapport-statement', client);
    await soon(() => expect(words(statement)).toContain('can’t be shown just now'));
    answers['GET /v1/me/statement'] = { rows: [], next: null };
    part(statement, 'button').click();
    await soon(() => expect(words(statement)).toContain('Nothing has happened yet.'));
  });

  test.each(['light', 'dark'] as const)('speaks Traditional Chinese; axe finds nothing on %s ground', async (ground) => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/statement': { rows: [spent, aRow()], next: '1' } }, { locale: 'zh-Hant-TW' });
    const statement = await mount('rapport-statement', client, {}, ground);
    await soon(() => expect(words(statement)).toContain('訂單 A-12'));
    expect(await violations(statement)).toEqual([]);
  });
});
