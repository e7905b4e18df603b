import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.ts';

/** A browser, and the way to a fresh person in it. */
export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser;
  /** A person who was never here: nothing stored, English, 1440 × 900. What the page complains about is gathered in `errors`. */
  aPerson(options?: BrowserContextOptions): Promise<{ page: Page; errors: string[] }>;
  dispose(): Promise<void>;
}

/** Names that lead to this machine without being trusted like it: a page of `http://shop.test:PORT` has no secure context. */
const NAMES = '--host-resolver-rules=MAP *.test 127.0.0.1';

/** Starts Chromium without a window. Dispose of it in afterAll. */
export async function aBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS, NAMES] });
  const dispose = (): Promise<void> => browser.close();
  return {
    browser,
    async aPerson(options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => void (message.type() === 'error' && errors.push(`${message.text()} (${message.location().url})`)));
      return { page, errors };
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}
