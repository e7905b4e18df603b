import { describe, expect, test } from 'vitest';
import { aClient, aView } from '../testing/a-client.ts';
import { aConfig } from '../testing/catalogue.ts';
import { mount, soon, violations, words } from '../testing/mount.ts';
import { aPreview } from '../testing/points.ts';
import './rapport-earn.ts';

const one = { product: 'bowl', amount: '4800' };

describe('rapport-earn', () => {
  test('says what one would bring, asked of the rule that awards it', async () => {
    const { client, called } = aClient({ 'GET /v1/me': aView(), 'POST /v1/me/preview': aPreview() });
    const earn = await mount('rapport-earn', client, { ...one, quantity: '2' });
    await soon(() => expect(words(earn)).toBe('Brings 48 points.'));
    expect(called.find(({ call }) => call === 'POST /v1/me/preview')?.body).toEqual({
      lines: [{ productId: 'bowl', totalMinor: 9600 }],
      discountMinor: 0,
      taxMinor: 0,
      shippingMinor: 0,
    });
  });

  test.each([
    [aPreview({ points: 1 }), 'Brings 1 point.'],
    [
      aPreview({ points: 96, lines: [{ productId: 'bowl', points: 96, factor: 2, multipliers: ['tea'] }] }),
      'Brings 96 points, 2 times as many as usual.',
    ],
    [aPreview({ bonuses: [{ rule: 'first-order', points: 100 }] }), 'Brings 48 points. And 100 points on top with this order.'],
    [aPreview({ points: 0 }), ''],
  ])('%j says so', async (preview, said) => {
    const { client, calls } = aClient({ 'GET /v1/me': aView(), 'POST /v1/me/preview': preview });
    const earn = await mount('rapport-earn', client, one);
    await soon(() => expect(calls()).toContain('POST /v1/me/preview'));
    await soon(() => expect(words(earn)).toBe(said));
  });

  test('follows the variant and the quantity that are chosen in its form', async () => {
    const { client, called } = aClient({
      'GET /v1/me': aView(),
      'POST /v1/me/preview': ({ body }) => aPreview({ points: (body as { lines: { totalMinor: number }[] }).lines[0]?.totalMinor ?? 0 }),
    });
    const earn = await mount('rapport-earn', client, one);
    const form = document.createElement('form');
    form.innerHTML = `<input type="radio" name="variant" value="a" data-rapport-amount="300" checked><input type="radio" name="variant" value="b" data-rapport-amount="700">
      <input name="quantity" type="number" value="1">`;
    document.body.append(form);
    form.append(earn);
    await soon(() => expect(words(earn)).toBe('Brings 300 points.'));
    (form.elements[1] as HTMLInputElement).click();
    await soon(() => expect(words(earn)).toBe('Brings 700 points.'));
    const quantity = form.elements[2] as HTMLInputElement;
    quantity.value = '3';
    quantity.dispatchEvent(new Event('input', { bubbles: true }));
    await soon(() => expect(words(earn)).toBe('Brings 2,100 points.'));
    expect(called.filter(({ call }) => call === 'POST /v1/me/preview').length).toBeLessThan(6);
  });

  test('follows fields that stand elsewhere and name its form, and none of another form', async () => {
    const { client } = aClient({
      'GET /v1/me': aView(),
      'POST /v1/me/preview': ({ body }) => aPreview({ points: (body as { lines: { totalMinor: number }[] }).lines[0]?.totalMinor ?? 0 }),
    });
    const earn = await mount('rapport-earn', client, one);
    document.body.insertAdjacentHTML(
      'afterbegin',
      `<form><input type="radio" name="variant" data-rapport-amount="900" checked></form><form id="buy"></form>
       <select form="buy"><option data-rapport-amount="300">S</option><option data-rapport-amount="700">L</option></select>`,
    );
    document.querySelector('#buy')?.append(earn);
    await soon(() => expect(words(earn)).toBe('Brings 300 points.'));
    const select = document.querySelector('select') as HTMLSelectElement;
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await soon(() => expect(words(earn)).toBe('Brings 700 points.'));
  });

  test('takes a whole basket', async () => {
    const { client, called } = aClient({ 'GET /v1/me': aView(), 'POST /v1/me/preview': aPreview() });
    const lines = [
      { productId: 'bowl', totalMinor: 4800 },
      { productId: 'tin', totalMinor: 900 },
    ];
    await mount('rapport-earn', client, { lines: JSON.stringify(lines), discount: '500' });
    await soon(() => expect(called.find(({ call }) => call === 'POST /v1/me/preview')?.body).toMatchObject({ lines, discountMinor: 500 }));
  });

  test('somebody we don’t know sees the rate; a failure shows nothing', async () => {
    const unknown = aClient({ 'GET /v1/config': aConfig() }, { session: async () => null });
    const earn = await mount('rapport-earn', unknown.client, one);
    await soon(() => expect(words(earn)).toBe('Every €1 you spend brings 1 point.'));
    const failing = aClient({ 'GET /v1/me': aView(), 'POST /v1/me/preview': null });
    const silent = await mount('rapport-earn', failing.client, one);
    await soon(() => expect(words(silent)).toBe(''));
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground; Chinese too', async (ground) => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'POST /v1/me/preview': aPreview() }, { locale: 'zh-Hant-TW' });
    const earn = await mount('rapport-earn', client, one, ground);
    await soon(() => expect(words(earn)).toBe('可得 48 點。'));
    expect(await violations(earn)).toEqual([]);
  });
});
