import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { aConfig, aReward } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-points.ts';

const view = aView({
  points: { pending: 85, available: 1340, reported: 0 },
  rewards: [aReward({ costPoints: 1500 }), aReward({ id: 'r2', costPoints: 300 })],
});

describe('rapport-points', () => {
  test('shows what can be spent, what is on the way and how far the next reward is', async () => {
    const { client } = aClient({ 'GET /v1/me': view });
    const points = await mount('rapport-points', client);
    expect(words(points)).toBe('1,340 points 85 points on the way 160 more and “A tin of oolong” is yours.');
    expect(part(points, '[part=bar] rect:last-child').getAttribute('width')).toBe('89.3%');
  });

  test.each([
    [{ pending: 0, available: 1, reported: 0 }, [], '1 point'],
    [{ pending: 0, available: 0, reported: 0 }, [], '0 points Your first order brings the first points.'],
    [{ pending: 0, available: 400, reported: 0 }, [aReward({ costPoints: 300 })], '400 points Enough for “A tin of oolong”.'],
    [{ pending: 0, available: 400, reported: 0 }, [aReward({ costPoints: 500, stock: 0 })], '400 points'],
  ])('%j says so', async (balance, rewards, said) => {
    const { client } = aClient({ 'GET /v1/me': aView({ points: balance, rewards }) });
    expect(words(await mount('rapport-points', client))).toBe(said);
  });

  test('a reward without a title of its own is named by what it is worth', async () => {
    const nameless = aReward({ title: {}, kind: 'amount', valueMinor: 500, costPoints: 100 });
    const { client } = aClient({
      'GET /v1/me': aView({ points: { pending: 0, available: 50, reported: 0 }, rewards: [nameless] }),
      'GET /v1/config': aConfig(),
    });
    const points = await mount('rapport-points', client);
    await soon(() => expect(words(points)).toBe('50 points 50 more and “€5 off” is yours.'));
  });

  test('compact is the number only', async () => {
    const { client } = aClient({ 'GET /v1/me': view });
    const points = await mount('rapport-points', client, { compact: '' });
    expect(words(points)).toBe('1,340 points');
    expect(points.compact).toBe(true);
  });

  test.each([
    [aConfig(), 'Every €1 you spend brings 1 point. Joining brings 50 points.'],
    [aConfig({ pointsPerUnit: 0.1, currency: 'TWD', signUpPoints: 0 }), 'Every NT$10 you spend brings 1 point.'],
    [aConfig({ pointsPerUnit: 2.5, currency: 'JPY', signUpPoints: 1 }), 'Every JP¥1 you spend brings 2 points. Joining brings 1 point.'],
  ])('somebody we don’t know sees what a purchase earns: %j', async (config, said) => {
    const { client } = aClient({ 'GET /v1/config': config }, { session: async () => null });
    const points = await mount('rapport-points', client);
    await soon(() => expect(words(points)).toBe(said));
  });

  test('keeps the room of its final form while it waits', async () => {
    const { client, answers } = aClient({ 'GET /v1/me': () => new Promise(() => undefined) as never });
    expect(answers).toBeDefined();
    void mount('rapport-points', client);
    const points = document.querySelector('rapport-points')!;
    await points.updateComplete;
    const waiting = points.getBoundingClientRect().height;
    const known = await mount('rapport-points', aClient({ 'GET /v1/me': view }).client);
    expect(Math.abs(known.getBoundingClientRect().height - waiting)).toBeLessThanOrEqual(1);
  });

  test('a failure says so, and trying again helps', async () => {
    const { client, answers } = aClient({ 'GET /v1/me': new Refusal(404, 'unknown-shop') });
    const points = await mount('rapport-points', client);
    expect(words(points)).toContain('can’t be shown just now');
    answers['GET /v1/me'] = view;
    part(points, 'button').click();
    await soon(() => expect(words(points)).toContain('1,340 points'));
  });

  test('the number runs up once when it has grown, and says so once', async () => {
    const { client, lines } = aClient({ 'GET /v1/me': view });
    const points = await mount('rapport-points', client);
    await soon(() => expect(lines).toHaveLength(1));
    lines[0]?.say({ type: 'view', view: { ...view, version: 2, points: { pending: 0, available: 1400, reported: 0 } } });
    await points.updateComplete;
    expect(part(points, '[role=status]').textContent).toBe('You have 1,400 points now, 60 more than before.');
    const shown = new Set<string>();
    await soon(() => {
      shown.add(part(points, '.number').textContent);
      expect(part(points, '.number').textContent).toBe('1,400');
    });
    expect(shown.size).toBeGreaterThan(1);
    lines[0]?.say({ type: 'view', view: { ...view, version: 3, points: { pending: 0, available: 100, reported: 0 } } });
    await points.updateComplete;
    expect(part(points, '.number').textContent).toBe('100');
  });

  test('speaks Traditional Chinese, numbers in its form', async () => {
    const { client } = aClient({ 'GET /v1/me': view }, { locale: 'zh-Hant-TW' });
    const points = await mount('rapport-points', client);
    await soon(() => expect(words(points)).toBe('1,340 點 另有 85 點即將入帳 再 160 點，就能兌換「一罐烏龍」。'));
    expect(await violations(points)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground', async (ground) => {
    const { client } = aClient({ 'GET /v1/me': view });
    expect(await violations(await mount('rapport-points', client, {}, ground))).toEqual([]);
    expect(await violations(await mount('rapport-points', client, { compact: '' }, ground))).toEqual([]);
  });
});
