import type { ImportReport, ShopMade, ShopperPage, ShopperRow, TimelineEntry } from '@rapport/protocol';
import type { Page } from 'playwright-core';
import { codeAmong } from '../../scripts/serve/shop.ts';
import { taken, until, type House, type TestBrowser } from '../harness/index.ts';

/** An import as the console's page shows it. */
export interface ShownReport {
  readonly sentence: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly refusals: readonly { readonly line: number; readonly reason: string }[];
}

/** What a time line says, entry by entry. */
export const namesIn = (line: readonly TimelineEntry[]): string[] => line.map(({ name }) => name);

/** The entries that say this. */
export const saying = (line: readonly TimelineEntry[], name: string): TimelineEntry[] => line.filter((entry) => entry.name === name);

/** The products somebody looked at, the newest first. */
export const viewedIn = (line: readonly TimelineEntry[]): unknown[] =>
  saying(line, 'view_item').map(({ detail }) => (detail['items'] as { productId: string }[])[0]?.productId);

/** The owner, at the console. Everything is done with the mouse and the keyboard; `ask` reads what the page itself could read. */
export class Owner {
  readonly page: Page;
  readonly errors: string[];
  readonly #house: House;

  constructor(page: Page, errors: string[], house: House) {
    this.page = page;
    this.errors = errors;
    this.#house = house;
  }

  static async arrives(browser: TestBrowser, house: House): Promise<Owner> {
    const { page, errors } = await browser.aPerson({ timezoneId: 'Asia/Taipei' });
    return new Owner(page, errors, house);
  }

  /** Opens the one-time link. Slices and the control group are no questions of the form: a test adds them, so that they are always the same. */
  async opensSetUpLink(token: string, fixed: object): Promise<void> {
    await this.page.route('**/v1/shops', (route) =>
      route.continue({ postData: JSON.stringify({ ...(route.request().postDataJSON() as object), ...fixed }) }),
    );
    await this.page.goto(`${this.#house.url}/console/set-up#${token}`);
    await this.page.getByRole('heading', { name: 'Set up your shop' }).waitFor();
  }

  /** Fills the form and sends it. */
  async makesShop(shop: { name: string; origin: string; email: string }): Promise<ShopMade> {
    const { page } = this;
    await page.getByLabel('Name of the shop').fill(shop.name);
    await page.getByLabel('Currency').selectOption('EUR');
    await page.getByLabel('Time zone').selectOption('Asia/Taipei');
    await page.locator('input[name=locales][value=en]').check();
    await page.locator('input[name=locales][value=zh-Hant]').check();
    await page.getByLabel('Address of the shop').fill(shop.origin);
    await page.getByLabel('Your e-mail address').fill(shop.email);
    await page.getByRole('button', { name: 'Make the shop' }).click();
    await page.getByRole('heading', { name: 'The shop is made' }).waitFor();
    const [tag, publishableKey, secretKey, identitySecret, webhookSecret] = await page.locator('console-copy code').allInnerTexts();
    if (!tag || !publishableKey || !secretKey || !identitySecret || !webhookSecret) throw new Error('The console shows no keys.');
    return { shopId: publishableKey.split('_')[1] ?? '', publishableKey, secretKey, identitySecret, webhookSecret };
  }

  async keepsKeys(): Promise<void> {
    await this.page.getByRole('checkbox', { name: 'I have kept' }).check();
    await this.page.getByRole('button', { name: 'Go on to the catalogue' }).click();
    await this.page.getByRole('heading', { name: 'Catalogue', level: 1 }).waitFor();
  }

  /** Says from which address mail is sent; without it nobody could ever sign in again. */
  async namesSender(address: string): Promise<void> {
    await this.goes('Settings');
    await this.page.locator('#mailFrom').fill(address);
    await this.page.getByRole('button', { name: 'Save' }).click();
    await until(async () => (await this.ask<{ settings: { mailFrom: string } }>('/v1/shop')).settings.mailFrom === address, {
      what: 'the sender to be kept',
    });
  }

  /** Goes to a place by the rail. */
  async goes(place: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Chooses a file and waits for its report. */
  async imports(name: string, csv: string): Promise<ShownReport> {
    const { page } = this;
    await page.locator('console-upload input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.locator('console-upload .name', { hasText: name }).waitFor();
    const before = (await this.importsSoFar()).length;
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await until(async () => (await this.importsSoFar()).length > before, { what: `${name} to be taken` });
    await page.locator('console-upload .report[aria-busy=false]').waitFor({ timeout: 30_000 });
    return page.locator('console-upload .report').evaluate((report) => {
      const text = (one: Element | null | undefined): string => one?.textContent?.trim() ?? '';
      const whole = (words: string): number => Number(words.replace(/[^\d]/g, ''));
      return {
        sentence: text(report.querySelector('p')),
        numbers: Object.fromEntries(
          [...report.querySelectorAll('dl > div')].map((one) => [text(one.querySelector('dt')), whole(text(one.querySelector('dd')))]),
        ),
        refusals: [...report.querySelectorAll('tbody tr')].map(({ children }) => ({ line: whole(text(children[0])), reason: text(children[1]) })),
      };
    });
  }

  /** Signs in with the code that comes by mail. */
  async signsIn(shopId: string, email: string): Promise<void> {
    const { page } = this;
    const known = new Set((await this.#house.mailbox.mails()).map(({ id }) => id));
    await page.goto(`${this.#house.url}/console/sign-in?shop=${shopId}`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Send the code' }).click();
    const code = await until(async () => codeAmong((await this.#house.mailbox.mails()).filter(({ id }) => !known.has(id))), {
      what: 'the mail with the code',
    });
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Is it running?' }).waitFor();
  }

  /** Reads a person's time line from end to end, in the words of the page. */
  async readsTimeLine(): Promise<string[]> {
    const entries = this.page.locator('console-timeline .words');
    await entries.first().waitFor();
    const earlier = this.page.getByRole('button', { name: 'Earlier' });
    while (await earlier.isVisible()) {
      const seen = await entries.count();
      await earlier.click();
      await until(async () => (await entries.count()) > seen, { what: 'earlier entries' });
    }
    return entries.allInnerTexts();
  }

  /** What the staff API answers to the owner's own browser. */
  async ask<T>(path: string): Promise<T> {
    const { status, text } = await this.page.evaluate(async (asked) => {
      const response = await fetch(asked);
      return { status: response.status, text: await response.text() };
    }, path);
    return taken<T>(new Response(text, { status }));
  }

  async importsSoFar(): Promise<readonly ImportReport[]> {
    return (await this.ask<{ imports: ImportReport[] }>('/v1/imports')).imports;
  }

  async people(query = ''): Promise<readonly ShopperRow[]> {
    return (await this.ask<ShopperPage>(`/v1/shoppers?query=${encodeURIComponent(query)}`)).shoppers;
  }

  /** A person's whole time line, the newest first. */
  async timeLine(shopper: string): Promise<TimelineEntry[]> {
    const all: TimelineEntry[] = [];
    let before = '';
    do {
      const page = await this.ask<{ entries: TimelineEntry[]; next: string | null }>(
        `/v1/shoppers/${encodeURIComponent(shopper)}/timeline?limit=100${before && `&before=${encodeURIComponent(before)}`}`,
      );
      all.push(...page.entries);
      before = page.next ?? '';
    } while (before);
    return all;
  }

  /** A person's time line once it says this so many times. */
  hears(shopper: string, name: string, times = 1): Promise<TimelineEntry[]> {
    const says = async (): Promise<TimelineEntry[] | false> => {
      const line = await this.timeLine(shopper);
      return saying(line, name).length >= times && line;
    };
    return until(says, { what: `${name} to stand in the time line` });
  }

  /** The newest import, once it has ended and isn't the one that is known. */
  imported(known = ''): Promise<ImportReport> {
    const ended = async (): Promise<ImportReport | undefined> =>
      (await this.importsSoFar()).find(({ state, id }, i) => i === 0 && state === 'done' && id !== known);
    return until(ended, { what: 'an import to end' });
  }
}
