import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { main } from './fail.ts';
import { mutantsOf, type Mutant } from './mutation/mutants.ts';
import { ROOT } from './serve/paths.ts';

// `npm run mutation`: breaks code that decides who gets in, one small change at a time, and looks whether a test notices. A runner of our own, because Stryker
// reports false survivors with vitest 5 (stryker-js #6210). Only files that need no runtime but Node; `npm run mutation -- tokens` takes those with the word in their path.

const FLOOR = 90;

const POINTS = 'packages/domain/src/points';
/** What holds the ledger as a whole. */
const LEDGER_TESTS = [
  `${POINTS}/points.test.ts`,
  `${POINTS}/refunds.test.ts`,
  `${POINTS}/ledger.property.test.ts`,
  'packages/domain/src/commerce.test.ts',
  'packages/domain/src/commerce-due.test.ts',
];

/** A file, and the tests that hold it. */
const TARGETS: readonly (readonly [file: string, tests: readonly string[]])[] = [
  ['worker/src/guards/tokens.ts', ['worker/src/guards/tokens.test.ts']],
  ['worker/src/guards/guards.ts', ['worker/src/guards/guards.test.ts', 'worker/src/guards/by-link.test.ts']],
  ['worker/src/guards/signature.ts', ['worker/src/guards/signature.test.ts']],
  ['worker/src/guards/gpc.ts', ['worker/src/guards/gpc.test.ts']],
  ['worker/src/guards/keys.ts', ['worker/src/guards/keys.test.ts']],
  ['worker/src/platform/hash.ts', ['worker/src/platform/hash.test.ts']],
  ['worker/src/platform/links.ts', ['worker/src/platform/links.test.ts']],
  ['worker/src/connectors/body-signature.ts', ['worker/src/connectors/body-signature.test.ts']],
  ['worker/src/connectors/standard-webhooks.ts', ['worker/src/connectors/standard-webhooks.test.ts']],
  ['packages/domain/src/points/award.ts', ['packages/domain/src/points/award.test.ts', 'packages/domain/src/points/award-rules.test.ts']],
  ['packages/domain/src/points/order.ts', [...LEDGER_TESTS, `${POINTS}/order.test.ts`]],
  ['packages/domain/src/points/reverse.ts', LEDGER_TESTS],
  ['packages/domain/src/points/spend.ts', LEDGER_TESTS],
  ['packages/domain/src/points/draft.ts', LEDGER_TESTS],
  ['packages/domain/src/points/account.ts', LEDGER_TESTS],
  ['packages/domain/src/points/earn.ts', LEDGER_TESTS],
  ['packages/domain/src/points/limits.ts', ['packages/domain/src/points/limits.test.ts']],
  ['packages/domain/src/points/referral.ts', ['packages/domain/src/points/referral.test.ts']],
  ['packages/domain/src/points/lapse.ts', ['packages/domain/src/commerce-due.test.ts', 'packages/domain/src/points/lapse.test.ts']],
  ['packages/domain/src/points/tier.ts', ['packages/domain/src/points/tier.test.ts']],
  ['packages/domain/src/points/calendar.ts', ['packages/domain/src/points/calendar.test.ts']],
  ['packages/tracker/src/consent.ts', ['packages/tracker/src/consent.test.ts', 'packages/tracker/src/tracker.test.ts']],
];

/** A mutant that hangs is a mutant that was noticed. */
const MOST_MS = 20_000;

await main(async () => {
  const word = process.argv[2] ?? '';
  let current: Mutant | null = null;
  let loads = 0;
  const swap = {
    name: 'mutant',
    enforce: 'pre' as const,
    transform(_: string, id: string) {
      if (!current || id.split('?', 1)[0] !== join(ROOT, current.file)) return null;
      loads += 1;
      return { code: current.code, map: null };
    },
  };
  const inline = {
    watch: false,
    config: false as const,
    root: ROOT,
    pool: 'threads' as const,
    maxWorkers: 1,
    testTimeout: MOST_MS,
    reporters: [{}],
    setupFiles: [join(ROOT, 'scripts/mutation/few.ts')],
    // The first test that notices is enough.
    bail: 1,
    // It goes by the file's own content, which a mutant doesn't change.
    fsModuleCache: false,
  };
  const vitest = await createVitest({ ...inline, include: TARGETS.flatMap(([, tests]) => tests) }, { plugins: [swap] });

  /** Whether every test passes with the code as it is now. */
  const passes = async (file: string, tests: readonly string[]): Promise<boolean> => {
    // Errors that nobody caught are kept from run to run: one mutant's must not speak against the next.
    vitest.state.clearErrors();
    vitest.invalidateFile(join(ROOT, file));
    const wanted = new Set(tests.map((test) => join(ROOT, test)));
    const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) => wanted.has(moduleId));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false);
    // Those of earlier runs are told again.
    const told = testModules.filter(({ moduleId }) => wanted.has(moduleId));
    return told.length === tests.length && unhandledErrors.length === 0 && told.every((one) => one.ok());
  };

  let [made, noticed] = [0, 0];
  for (const [file, tests] of TARGETS.filter(([path]) => path.includes(word))) {
    current = null;
    if (!(await passes(file, tests))) throw new Error(`${file}: its tests fail as it is`);
    const survivors: Mutant[] = [];
    const mutants = mutantsOf(file);
    for (const mutant of mutants) {
      current = mutant;
      loads = 0;
      const survived = await passes(file, tests);
      if (loads === 0) throw new Error(`${file}: the mutant was never loaded`);
      if (survived) survivors.push(mutant);
    }
    made += mutants.length;
    noticed += mutants.length - survivors.length;
    console.log(`${file}: ${mutants.length - survivors.length} of ${mutants.length} noticed`);
    for (const { line, what } of survivors) console.log(`  line ${line}: ${what}`);
  }
  await vitest.close();
  const score = (100 * noticed) / Math.max(1, made);
  console.log(`\nMutation score ${score.toFixed(1)} % (${noticed} of ${made}), floor ${FLOOR} %`);
  return score >= FLOOR ? 0 : 1;
});
