import { expect, test } from 'vitest';
import { aClient, aView } from '../testing/a-client.ts';
import { mount, part, soon } from '../testing/mount.ts';
import { aPointsView } from '../testing/points.ts';
import '../consent/rapport-consent.ts';
import '../tier/rapport-tier.ts';

const worn = async <T>(tokens: Readonly<Record<string, string>>, look: () => Promise<T>): Promise<T> => {
  const root = document.documentElement.style;
  for (const [name, value] of Object.entries(tokens)) root.setProperty(`--rapport-${name}`, value);
  try {
    return await look();
  } finally {
    for (const name of Object.keys(tokens)) root.removeProperty(`--rapport-${name}`);
  }
};

test('ink, quiet words and lines are the shop’s where it says so', async () => {
  const tokens = { ink: 'rgb(1, 2, 3)', quiet: 'rgb(4, 5, 6)', line: 'rgb(10, 11, 12)' };
  await worn(tokens, async () => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/points': aPointsView() });
    const tier = await mount('rapport-tier', client);
    await soon(() => part(tier, '.quiet'));
    expect(getComputedStyle(tier).color).toBe('rgb(1, 2, 3)');
    expect(getComputedStyle(part(tier, '.quiet')).color).toBe('rgb(4, 5, 6)');
    expect(getComputedStyle(part(tier, '.track')).fill).toBe('rgb(10, 11, 12)');
  });
});

test('what floats takes the shop’s ground, shadow, pace and font of titles', async () => {
  const tokens = { surface: 'rgb(7, 8, 9)', shadow: 'none', motion: '1ms', 'title-font': 'cursive' };
  await worn(tokens, async () => {
    const { client } = aClient({ 'GET /v1/config': {} });
    const consent = await mount('rapport-consent', client);
    await soon(() => part(consent, '[part=sheet]'));
    const { backgroundColor, boxShadow, animationDuration } = getComputedStyle(part(consent, '[part=sheet]'));
    expect([backgroundColor, boxShadow, animationDuration]).toEqual(['rgb(7, 8, 9)', 'none', '0.001s']);
    expect(getComputedStyle(part(consent, 'h2')).fontFamily).toBe('cursive');
  });
});
