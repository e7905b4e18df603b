import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EVERYTHING, lives } from '../../packages/domain/src/points-model.testing.ts';
import { aHouse, type House } from '../harness/index.ts';
import { LONG } from './chance.ts';
import { aReward, setProgramme, signsIn } from './people.ts';
import { live } from './points-life.ts';

// The lives of the model test, lived over HTTP against plain workerd: what the pure modules promise is what somebody is told.

const LIVES = LONG ? 300 : 8;
const COMMANDS = LONG ? 60 : 15;
/** Each customer may ask twelve times a second: only many at once keep the machine busy. */
const AT_ONCE = LONG ? 60 : 4;

let house: House;

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, {
    pointsPerUnit: 1,
    rewards: [aReward('five', 60)],
    ...EVERYTHING,
  });
});
afterAll(() => house.dispose());

test(`${LIVES} lives over HTTP, a few at once: every law of the ledger after every command`, { timeout: LONG ? 3_600_000 : 120_000 }, async () => {
  const { seed = Date.now() % 1_000_000_000 } = fc.readConfigureGlobal();
  console.info(`points over HTTP: seed ${seed}`);
  // A sample begins with the shortest: of many, the longest.
  const many = fc.sample(lives(fc, COMMANDS), { numRuns: LIVES * 5, seed });
  const all = many.toSorted((a, b) => b.commands.length - a.commands.length).slice(0, LIVES);
  const startedMs = performance.now();
  let [next, commands] = [0, 0];
  const one = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) {
      const customer = `life${at}`;
      const { token } = await signsIn(house, customer);
      const lived = await live(house, customer, token, all[at] as (typeof all)[number]);
      commands += lived;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  console.info(`${LIVES} lives, ${commands} commands, ${Math.round((performance.now() - startedMs) / 1000)} s`);
  expect(commands).toBeGreaterThan(LIVES * 5);
});
