import { ROUTES } from '@rapport/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aChance } from '../faults/chance.ts';
import { aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { attack, type Outcome } from './attack.ts';
import { ELSEWHERE } from './inputs.ts';
import { ATTACKS, someOf } from './shots.ts';

// The whole list against every route is the bench (`npm run bench -- hostile`); here goes a part of it that still holds every number and every route.

const COUNT = 3_000;
let house: House;
let outcome: Outcome;

beforeAll(async () => {
  house = await aHouse({ clock: true });
  const chance = aChance('hostile requests', 3_141_592);
  outcome = await attack(house, someOf(ATTACKS, COUNT, chance), chance);
  console.info(outcome.requests, JSON.stringify(outcome.byStatus));
}, 400_000);
afterAll(() => house.dispose());

it('never fails', () => expect(outcome.fiveXx).toEqual([]));
it('refuses in the form and with the words of the contract', () => expect(outcome.schemaMisses).toEqual([]));
it('leaves the ledger as it was when it refuses', () => expect(outcome.ledgerChanges).toEqual([]));

it('used every number of the list that a request can carry, against every route', () => {
  const all = Array.from({ length: 105 }, (_, index) => index + 1);
  expect(all.filter((number) => !outcome.numbers.has(number) && !(number in ELSEWHERE))).toEqual([]);
  expect(ROUTES.map(({ method, path }) => `${method} ${path}`).filter((name) => !outcome.routes.has(name))).toEqual([]);
});

it('met more than closed doors', () => {
  const good = Object.entries(outcome.byStatus).reduce((sum, [status, count]) => sum + (Number(status) < 400 ? count : 0), 0);
  expect(good).toBeGreaterThan(COUNT / 10);
  expect(outcome.byStatus['429'] ?? 0).toBeLessThan(COUNT / 100);
});
