import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { main } from './fail.ts';
import { mutantsOf, type Mutant } from './mutation/mutants.ts';
import { ROOT } from './serve/paths.ts';

// `npm run mutation`: breaks code that decides who gets in, one small change at a time, and looks whether a test notices. A runner of our own, because Stryker
// reports false survivors with vitest 5 (stryker-js #6210). Only files that need no runtime but Node; `npm run mutation -- tokens spend` takes those with one of the words in their path.

const FLOOR = 90;

const POINTS = 'packages/domain/src/points';
const NOTIFY = 'packages/domain/src/notify';
const OFFERS = 'packages/domain/src/offers';
/** What holds the ledger as a whole, the quick ones first. */
const LEDGER_TESTS = [
  `${POINTS}/rows.test.ts`,
  `${POINTS}/account.test.ts`,
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
  ['packages/domain/src/points/order.ts', [`${POINTS}/order.test.ts`, 'packages/domain/src/commerce.test.ts']],
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
  [`${POINTS}/transfer.ts`, [`${POINTS}/transfer-stories.test.ts`, `${POINTS}/transfer.test.ts`]],
  ['packages/domain/src/follow-ideas.ts', ['packages/domain/src/follow-ideas.test.ts']],
  [`${NOTIFY}/may-tell.ts`, [`${NOTIFY}/notify.test.ts`]],
  [`${NOTIFY}/hours.ts`, [`${NOTIFY}/hours.test.ts`, `${NOTIFY}/notify.test.ts`]],
  [`${NOTIFY}/limits.ts`, [`${NOTIFY}/limits.test.ts`]],
  [`${NOTIFY}/room.ts`, [`${NOTIFY}/limits.test.ts`, `${NOTIFY}/notify.test.ts`]],
  [`${OFFERS}/choose.ts`, [`${OFFERS}/offers.test.ts`, 'packages/domain/src/decide.test.ts']],
  [`${OFFERS}/wall.ts`, [`${OFFERS}/offers.test.ts`, 'packages/domain/src/decide.test.ts']],
  ['packages/tracker/src/consent.ts', ['packages/tracker/src/consent.test.ts', 'packages/tracker/src/tracker.test.ts']],
];

/** A mutant that hangs is a mutant that was noticed. */
const MOST_MS = 20_000;

await main(async () => {
  const words = process.argv.length > 2 ? process.argv.slice(2) : [''];
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

  /** Whether a file of tests passes with the code as it is now. */
  const passes = async (file: string, test: string): Promise<boolean> => {
    // Errors that nobody caught are kept from run to run: one mutant's must not speak against the next.
    vitest.state.clearErrors();
    vitest.invalidateFile(join(ROOT, file));
    const moduleId = join(ROOT, test);
    const specifications = (await vitest.globTestSpecifications()).filter((one) => one.moduleId === moduleId);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false);
    // Those of earlier runs are told again.
    const told = testModules.filter((one) => one.moduleId === moduleId);
    return told.length === 1 && unhandledErrors.length === 0 && told.every((one) => one.ok());
  };
  /** The same of several, one after the other: the first that notices is enough. */
  const allPass = async (file: string, tests: readonly string[]): Promise<boolean> => {
    for (const test of tests) if (!(await passes(file, test))) return false;
    return true;
  };

  let [made, noticed] = [0, 0];
  for (const [file, tests] of TARGETS.filter(([path]) => words.some((word) => path.includes(word)))) {
    current = null;
    if (!(await allPass(file, tests))) throw new Error(`${file}: its tests fail as it is`);
    let survivors = 0;
    const mutants = mutantsOf(file);
    for (const mutant of mutants) {
      current = mutant;
      loads = 0;
      const survived = await allPass(file, tests);
      if (loads === 0) throw new Error(`${file}: the mutant was never loaded`);
      if (!survived) continue;
      survivors += 1;
      console.log(`  ${file}:${mutant.line}: ${mutant.what}`);
    }
    // The last mutant must not stand in for the file when it is another's turn.
    current = null;
    vitest.invalidateFile(join(ROOT, file));
    made += mutants.length;
    noticed += mutants.length - survivors;
    console.log(`${file}: ${mutants.length - survivors} of ${mutants.length} noticed`);
  }
  await vitest.close();
  const score = (100 * noticed) / Math.max(1, made);
  console.log(`\nMutation score ${score.toFixed(1)} % (${noticed} of ${made}), floor ${FLOOR} %`);
  return score >= FLOOR ? 0 : 1;
});
