import { globSync, mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path/posix';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts';
import { merchantFiles, shopifyFiles } from './worker/src/objects/catalog/testing/real-files.ts';

// The four rings of CONVENTIONS 10; `npx vitest run --project NAME FILE` runs one. The worker's ring consists of several projects: `workerd`
// has the worker as it is deployed, and a folder with testing/wrangler.jsonc (platform, catalog …) is a project of its own, named after the
// folder, whose small worker holds what the folder's tests need.

// The ASSETS binding must point to a folder even when nothing has been built yet.
mkdirSync('dist/static', { recursive: true });

/** Bindings that production gets as secrets. The clock may be moved here. */
const TEST_BINDINGS = { RAPPORT_SECRET: 'c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LW5vd2hlcmUtZWxzZQ', RAPPORT_MODE: 'test', TEST_CLOCK_OFFSET_MS: '0' };

const inWorkerd = (name: string, configPath: string, folder: string, exclude: readonly string[] = []): TestProjectConfiguration => ({
  plugins: [cloudflareTest({ wrangler: { configPath }, miniflare: { bindings: TEST_BINDINGS } })],
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    setupFiles: ['scripts/seed.ts'],
    exclude: ['**/node_modules/**', ...exclude],
    testTimeout: 20_000,
    provide: { shopifyFiles: shopifyFiles(), merchantFiles: merchantFiles() },
  },
});

const ownWorkers = globSync('worker/src/**/testing/wrangler.jsonc').map((config) => ({ config, folder: dirname(dirname(config)) }));

const executablePath = findChromium();

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'node',
          setupFiles: ['scripts/seed.ts'],
          environment: 'node',
          include: ['packages/{protocol,domain,tracker,client}/src/**/*.test.ts', 'demo/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      inWorkerd(
        'workerd',
        'worker/wrangler.jsonc',
        'worker/src',
        ownWorkers.map(({ folder }) => `${folder}/**`),
      ),
      ...ownWorkers.map(({ config, folder }) => inWorkerd(basename(folder), config, folder)),
      {
        test: {
          name: 'browser',
          include: ['packages/{elements,embed,console}/src/**/*.test.ts'],
          testTimeout: 20_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_FLAGS] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'house',
          environment: 'node',
          include: ['test/{journeys,contract,hostile,faults,docs}/**/*.test.ts'],
          globalSetup: ['test/harness/needs-build.ts'],
          // Houses wait for one another, for browsers and for disks half of the time: two at once keep two cores busy.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
