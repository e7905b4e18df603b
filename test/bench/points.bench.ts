import * as fc from 'fast-check';
import { lives, play } from '../../packages/domain/src/points-model.testing.ts';
import { figure, type Figure } from './frame.ts';

const LIVES = 20_000;
const COMMANDS = 200;
const SEED = 20_261_122;
/** Lives between two words of how far it is. */
const TOLD_EVERY = 500;

/** The model test of the points programme in full: every law of the ledger after every command of every life. A law that breaks ends it with the shortest life that breaks it. */
export async function bench(): Promise<Figure[]> {
  let [played, commands] = [0, 0];
  fc.assert(
    fc.property(lives(fc, COMMANDS), (life) => {
      commands += play(life);
      played += 1;
      if (played % TOLD_EVERY === 0) console.error(`${played} lives, ${commands} commands`);
    }),
    { numRuns: LIVES, seed: SEED },
  );
  return [
    figure({ name: 'lives', value: played, unit: 'lives without a broken law', floor: LIVES, goal: LIVES, better: 'more' }),
    figure({ name: 'commands', value: commands, unit: 'commands', better: 'more' }),
  ];
}
