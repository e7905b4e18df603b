import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import type { RapportRedeemEvent } from '../internal/member-events.ts';
import { aConfig, aReward, aVoucher } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import type { RapportRewards } from './rewards.ts';
import './rapport-rewards.ts';

const view = aView({
  rewards: [
    aReward(),
    aReward({ id: 'r2', title: {}, kind: 'free-shipping', costPoints: 500, minimumMinor: 0 }),
    aReward({ id: 'r3', title: {}, kind: 'percent', percent: 10, stock: 0 }),
  ],
  vouchers: [aVoucher({ code: 'OLD1', state: 'used' }), aVoucher({ code: 'RDY2', kind: 'percent', percent: 15, minimumMinor: 0 })],
});
const after = { ...view, version: 2, points: { pending: 0, available: 140, reported: 0 }, vouchers: [aVoucher(), ...view.vouchers] };
const known = (more: Record<string, Answer> = {}, options = {}) => {
  let isRedeemed = false;
  const redeem = (): object => ((isRedeemed = true), { voucher: aVoucher() });
  return aClient(
    { 'GET /v1/me': () => (isRedeemed ? after : view), 'GET /v1/config': aConfig(), 'POST /v1/me/redemptions': redeem, ...more },
    options,
  );
};
const drawn = async (more: Record<string, Answer> = {}): Promise<RapportRewards> => {
  const rewards = await mount('rapport-rewards', known(more).client);
  await soon(() => expect(words(rewards)).toContain('€40'));
  return rewards;
};
const rows = (rewards: RapportRewards): string[] =>
  [...(rewards.shadowRoot?.querySelectorAll('[part=reward],[part=voucher]') ?? [])].map((row) => row.textContent?.replace(/\s+/g, ' ').trim() ?? '');

describe('rapport-rewards', () => {
  test('says what each costs, what is missing, and what vouchers there are', async () => {
    const rewards = await drawn();
    expect(words(rewards)).toContain('You have 340 points to use.');
    expect(rows(rewards)).toEqual([
      'A tin of oolong 200 points · on orders from €40 Use points',
      'Free shipping 500 points 160 points to go',
      '10% off 200 points · on orders from €40 All gone',
      'OLD1 €5 off on orders from €40 Used',
      'RDY2 15% off Copy',
    ]);
    expect([...(rewards.shadowRoot?.querySelectorAll<HTMLButtonElement>('[part=action]') ?? [])].map((button) => button.disabled)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('asks before points are given; then there is the code, and the focus is on copying it', async () => {
    const rewards = await drawn();
    const heard: RapportRedeemEvent[] = [];
    rewards.addEventListener('rapport-redeem', (event) => heard.push(event));
    part(rewards, '[part=action]').focus();
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(words(rewards)).toContain('Use 200 points for “A tin of oolong”?'));
    expect(rewards.shadowRoot?.activeElement?.textContent?.trim()).toBe('Yes, use them');
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(part(rewards, '.code code').textContent).toBe('7KQ2-M9XD-4TRA-P0ZC'));
    await soon(() => expect(rewards.shadowRoot?.activeElement).toBe(part(rewards, '.code button')));
    expect(words(rewards)).toContain('You have 140 points to use.');
    expect(part(rewards, '[role=status]').textContent).toContain('7KQ2-M9XD-4TRA-P0ZC');
    expect(heard[0]).toMatchObject({ rewardId: 'r1', voucher: { code: '7KQ2-M9XD-4TRA-P0ZC' } });
  });

  test('Escape and “Not now” give nothing away and bring the focus back', async () => {
    const { client, calls } = known();
    const rewards = await mount('rapport-rewards', client);
    for (const leave of [() => userEvent.keyboard('{Escape}'), async () => part(rewards, '.choices .plain').click()]) {
      part(rewards, '[part=action]').click();
      await soon(() => part(rewards, '.choices'));
      await leave();
      await soon(() => expect(rewards.shadowRoot?.querySelector('.choices')).toBeNull());
      await soon(() => expect(rewards.shadowRoot?.activeElement).toBe(part(rewards, '[part=action]')));
    }
    expect(calls()).not.toContain('POST /v1/me/redemptions');
  });

  test('a refusal says that no points were used', async () => {
    const rewards = await drawn({ 'POST /v1/me/redemptions': new Refusal(409, 'out-of-stock') });
    part(rewards, '[part=action]').click();
    await soon(() => part(rewards, '.choices'));
    part(rewards, '.choices .filled').click();
    await soon(() => expect(part(rewards, '[role=alert]').textContent).toBe('This reward has just run out. No points were used.'));
  });

  test('the code is copied in one tap', async () => {
    const rewards = await drawn();
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    part(rewards, '[part=voucher] button').click();
    await soon(() => expect(rows(rewards).at(-1)).toContain('Copied'));
    expect(write).toHaveBeenCalledWith('RDY2');
  });

  test('without rewards, without a person, and after a failure it says one thing', async () => {
    const none = await mount('rapport-rewards', known({ 'GET /v1/me': aView() }).client);
    expect(words(none)).toContain('There are no rewards just now.');
    const nobody = await mount('rapport-rewards', known({}, { session: async () => null }).client);
    expect(words(nobody)).toBe('Your rewards are here once you have signed in.');
    const failed = await mount('rapport-rewards', known({ 'GET /v1/me': new Refusal(404, 'unknown-shop') }).client);
    expect(words(failed)).toBe('Rewards can’t be shown just now. Try again');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages, with a confirmation open', async (ground) => {
    for (const [locale, title] of [
      ['en', 'A tin of oolong'],
      ['zh-Hant', '使用 200 點兌換「一罐烏龍」？'],
    ] as const) {
      const rewards = await mount('rapport-rewards', known({}, { locale }).client, {}, ground);
      part(rewards, '[part=action]').click();
      await soon(() => expect(words(rewards)).toContain(title));
      expect(await violations(rewards)).toEqual([]);
    }
  });
});
