import { setTimeout as pause } from 'node:timers/promises';
import type { ShopperView } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, taken, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { aReward, setProgramme, signsIn, type Visitor } from './people.ts';

// Somebody presses the button on every device they have, some of them twice. Whatever the order things happen in, nobody spends a point they don't have.

const SCHEDULES = LONG ? 1_000 : 60;
const AT_ONCE = 6;
const BALANCE = 500;
const COSTS = [40, 60, 75, 110, 150, 260, 500] as const;

let house: House;
const chance = aChance('overspend');

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { signUpPoints: BALANCE, rewards: COSTS.map((cost) => aReward(`r${cost}`, cost)) });
});
afterAll(() => house.dispose());

interface Wish {
  readonly cost: number;
  readonly key: string;
  readonly afterMs: number;
}

/** Two to twenty redemptions, some of them the same command again, each after a wait of its own. */
function schedule(): Wish[] {
  const wishes = Array.from({ length: 2 + chance.below(19) }, (_, index): Wish => ({
    cost: chance.of(COSTS),
    key: `k${index}`,
    afterMs: chance.below(50),
  }));
  return wishes.map((wish) => (chance.below(5) === 0 ? { ...chance.of(wishes), afterMs: wish.afterMs } : wish));
}

async function run(who: Visitor): Promise<{ granted: number; refused: number; spent: number }> {
  const me = house.api.shopper(who.token);
  const outcomes = await Promise.all(
    schedule().map(async ({ cost, key, afterMs }) => {
      await pause(afterMs);
      const { status } = await me('POST', '/v1/me/redemptions', { rewardId: `r${cost}` }, { 'idempotency-key': key });
      return { cost, key, status };
    }),
  );
  expect(outcomes.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
  const granted = [...new Map(outcomes.filter(({ status }) => status === 201).map((one) => [one.key, one])).values()];
  const spent = granted.reduce((sum, { cost }) => sum + cost, 0);
  const { points, vouchers } = await taken<ShopperView>(await me('GET', '/v1/me'));
  expect(spent).toBeLessThanOrEqual(BALANCE);
  expect([points.available, vouchers.length]).toEqual([BALANCE - spent, granted.length]);
  return { granted: granted.length, refused: outcomes.filter(({ status }) => status === 409).length, spent };
}

test(
  `${SCHEDULES} random schedules of two to twenty redemptions at once: no point is spent twice`,
  { timeout: LONG ? 900_000 : 120_000 },
  async () => {
    let next = 0;
    const total = { granted: 0, refused: 0, spent: 0 };
    const worker = async (): Promise<void> => {
      while (next < SCHEDULES) {
        next += 1;
        const { granted, refused, spent } = await run(await signsIn(house, `s${next}`));
        total.granted += granted;
        total.refused += refused;
        total.spent += spent;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.info(`${SCHEDULES} schedules: ${total.granted} granted, ${total.refused} refused, ${total.spent} points spent, 0 overspent`);
    // Where nothing is ever refused, nothing was tried.
    expect(total.refused).toBeGreaterThan(SCHEDULES / 2);
  },
);
