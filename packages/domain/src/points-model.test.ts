import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lives, play } from './points-model.testing.ts';

// The seeded part; all of it (20,000 lives of up to 200 commands) is `npm run bench -- points`.

it('keeps every law of the ledger through any life', () => {
  fc.assert(
    fc.property(lives(fc, 200), (life) => {
      expect(play(life)).toBe(life.commands.length);
    }),
    { numRuns: 60 },
  );
}, 120_000);
