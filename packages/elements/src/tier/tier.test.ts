import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import { aPointsView, aTier } from '../testing/points.ts';
import './rapport-tier.ts';

const showing = async (tier: ReturnType<typeof aTier> | null, locale = 'en-GB') => {
  const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/points': aPointsView({ tier }) }, { locale });
  return mount('rapport-tier', client);
};

describe('rapport-tier', () => {
  test('shows where one stands, how far the next is, and what it brings', async () => {
    const tier = await showing(aTier());
    await soon(() => expect(words(tier)).toBe('Silver leaf 60% of the way to Gold leaf. Free shipping'));
    expect(part(tier, '[part=bar] rect:last-child').getAttribute('width')).toBe('60.0%');
  });

  test.each([
    [aTier({ next: null }), 'Silver leaf There is none above it. Free shipping'],
    [aTier({ id: null, title: {}, perks: [], score: 0 }), '0% of the way to Gold leaf.'],
    [aTier({ keptUntilMs: Date.UTC(2020, 4, 3, 12), perks: [] }), 'Silver leaf Silver leaf is yours until 3 May 2020. 60% of the way to Gold leaf.'],
    [aTier({ score: 49_999, perks: [] }), 'Silver leaf 99% of the way to Gold leaf.'],
    [null, ''],
  ])('%j says so', async (given, said) => {
    const tier = await showing(given);
    await soon(() => expect(words(tier)).toBe(said));
  });

  test('moved to another place of the page while it asks, it asks again there', async () => {
    const { client, answers } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/points': () => new Promise(() => undefined) as never });
    const tier = await mount('rapport-tier', client);
    answers['GET /v1/me/points'] = aPointsView();
    document.body.append(document.createElement('main'));
    document.querySelector('main')?.append(tier);
    await soon(() => expect(words(tier)).toContain('Silver leaf'));
  });

  test('a failure says so, and trying again helps', async () => {
    const { client, answers } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/points': new Refusal(404, 'unknown-shop') });
    const tier = await mount('rapport-tier', client);
    await soon(() => expect(words(tier)).toContain('can’t be shown just now'));
    answers['GET /v1/me/points'] = aPointsView();
    part(tier, 'button').click();
    await soon(() => expect(words(tier)).toContain('Silver leaf'));
  });

  test.each(['light', 'dark'] as const)('speaks Traditional Chinese; axe finds nothing on %s ground', async (ground) => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/points': aPointsView() }, { locale: 'zh-Hant-TW' });
    const tier = await mount('rapport-tier', client, {}, ground);
    await soon(() => expect(words(tier)).toBe('銀葉 距離金葉，已完成 60%。 免運費'));
    expect(await violations(tier)).toEqual([]);
  });
});
