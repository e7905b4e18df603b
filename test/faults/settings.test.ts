import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, taken, type House } from '../harness/index.ts';
import { signsIn } from './people.ts';
import { die } from './stop.ts';

// Slices decide with what the shop has pushed to them (law 7): a change that was answered stands in every slice, whatever dies right after.

let house: House;

beforeAll(async () => {
  house = await aHouse({ slices: 3, clock: true });
});
afterAll(() => house.dispose());

const setSignUp = async (signUpPoints: number): Promise<void> => {
  const staff = await house.api.staff();
  const { settings } = await taken<{ settings: { programme: object } }>(await staff('GET', '/v1/shop'));
  await taken(await staff('PATCH', '/v1/shop', { programme: { ...settings.programme, signUpPoints } }));
};

/** What joining is worth to so many new members: enough of them that every slice has some. */
const worths = async (name: string): Promise<number[]> => {
  const joined = await Promise.all(Array.from({ length: 24 }, (_, index) => signsIn(house, `${name}-${index}`)));
  return joined.map(({ view }) => view.points.available);
};

test('a changed setting holds in every slice as soon as it is answered, and after the machine died', async () => {
  await setSignUp(70);
  expect(new Set(await worths('before'))).toEqual(new Set([70]));
  await setSignUp(90);
  await die(house);
  expect(new Set(await worths('after'))).toEqual(new Set([90]));
});

test('settings go along when a slice moves', async () => {
  await setSignUp(30);
  const staff = await house.api.staff();
  for (const slice of [0, 1, 2]) await taken(await staff('POST', `/v1/slices/${slice}/rebuild`));
  expect(new Set(await worths('moved'))).toEqual(new Set([30]));
  await setSignUp(40);
  expect(new Set(await worths('later'))).toEqual(new Set([40]));
});
