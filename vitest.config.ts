import { existsSync, mkdirSync } from 'node:fs';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts';

// The four rings of CONVENTIONS 10. `workerd` and `platform` are one ring in two configurations: the worker with its objects,
// and the platform's pieces in small objects of their own. `npx vitest run --project NAME FILE` runs one.

// The ASSETS binding must point to a folder even when nothing has been built yet.
mkdirSync('dist/static', { recursive: true });

/** Bindings that production gets as secrets. The clock may be moved here. */
const TEST_BINDINGS = { RAPPORT_SECRET: 'c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LW5vd2hlcmUtZWxzZQ', RAPPORT_MODE: 'test', TEST_CLOCK_OFFSET_MS: '0' };

const inWorkerd = (name: string, configPath: string, include: string[], exclude: string[]): TestProjectConfiguration[] =>
  existsSync(configPath)
    ? [
        {
          plugins: [cloudflareTest({ wrangler: { configPath }, miniflare: { bindings: TEST_BINDINGS } })],
          test: { name, include, exclude: ['**/node_modules/**', ...exclude], testTimeout: 20_000 },
        },
      ]
    : [];

const executablePath = findChromium();

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['packages/{protocol,domain,tracker,client}/src/**/*.test.ts', 'demo/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      ...(existsSync('worker/src/index.ts')
        ? inWorkerd('workerd', 'worker/wrangler.jsonc', ['worker/src/**/*.test.ts'], ['worker/src/platform/**'])
        : []),
      ...inWorkerd('platform', 'worker/src/platform/testing/wrangler.jsonc', ['worker/src/platform/**/*.test.ts'], []),
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
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
