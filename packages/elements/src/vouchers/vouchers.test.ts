import { describe, expect, test, vi } from 'vitest';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { aConfig, aReward, aVoucher } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-vouchers.ts';

const used = aVoucher({ code: 'USED-0000', state: 'used' });
const view = aView({ rewards: [aReward()], vouchers: [used, aVoucher()] });
const code = aVoucher().code;
const cancel = `POST /v1/me/vouchers/${code}/cancel`;

describe('rapport-vouchers', () => {
  test('shows what can be used first, with what it takes', async () => {
    const { client } = aClient({ 'GET /v1/me': view, 'GET /v1/config': aConfig() });
    const vouchers = await mount('rapport-vouchers', client);
    await soon(() =>
      expect(words(vouchers)).toBe(
        `Your vouchers A tin of oolong on orders from €40 ${code} Copy Give it back A tin of oolong on orders from €40 USED-0000 Used`,
      ),
    );
  });

  test('copies a code, and leads to where it is applied', async () => {
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { client } = aClient({ 'GET /v1/me': view, 'GET /v1/config': aConfig() });
    const vouchers = await mount('rapport-vouchers', client, { apply: '/basket?voucher={code}' });
    expect(part<HTMLAnchorElement>(vouchers, 'a.button').getAttribute('href')).toBe(`/basket?voucher=${code}`);
    part(vouchers, '.copy').click();
    await soon(() => expect(words(vouchers)).toContain('Copied'));
    expect(copied).toHaveBeenCalledWith(code);
    copied.mockRestore();
  });

  test('gives one back after a question, and the points are there again', async () => {
    const after = aView({ version: 2, rewards: [aReward()], vouchers: [used, aVoucher({ state: 'cancelled' })] });
    const { client, calls } = aClient({ 'GET /v1/me': view, 'GET /v1/config': aConfig(), [cancel]: after });
    const vouchers = await mount('rapport-vouchers', client);
    const heard = new Promise<string>((resolve) => vouchers.addEventListener('rapport-voucher-cancel', (event) => resolve(event.code)));
    part(vouchers, '.choices .bare').click();
    await soon(() => expect(words(vouchers)).toContain('Give “A tin of oolong” back and have 200 points again?'));
    part(vouchers, '[role=group] .filled').click();
    await soon(() => expect(words(vouchers)).toContain('Given back. Its points are yours again.'));
    expect([await heard, calls().includes(cancel)]).toEqual([code, true]);
    expect(words(vouchers)).not.toContain('Give it back');
  });

  test('one that was used meanwhile says so and stays', async () => {
    const { client } = aClient({ 'GET /v1/me': view, 'GET /v1/config': aConfig(), [cancel]: new Refusal(409, 'voucher-used') });
    const vouchers = await mount('rapport-vouchers', client);
    part(vouchers, '.choices .bare').click();
    await vouchers.updateComplete;
    part(vouchers, '[role=group] .filled').click();
    await soon(() => expect(part(vouchers, '[role=alert]').textContent).not.toBe(''));
  });

  test.each(['light', 'dark'] as const)('speaks Traditional Chinese; axe finds nothing on %s ground', async (ground) => {
    const { client } = aClient({ 'GET /v1/me': view, 'GET /v1/config': aConfig() }, { locale: 'zh-Hant-TW' });
    const vouchers = await mount('rapport-vouchers', client, { apply: '/basket?voucher={code}' }, ground);
    await soon(() => expect(words(vouchers)).toContain('立即使用'));
    expect(await violations(vouchers)).toEqual([]);
    part(vouchers, '.choices .bare').click();
    await vouchers.updateComplete;
    expect(await violations(vouchers)).toEqual([]);
  });
});
