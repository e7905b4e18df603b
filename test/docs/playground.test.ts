import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATIC } from '../../scripts/serve/paths.ts';
import { aBrowser, aHouse } from '../harness/index.ts';
import type { House, TestBrowser } from '../harness/index.ts';

// Every component of the documentation under `rapport.demo()`: each field beside it is changed once, and each button and field in it is used once.

let house: House;
let browser: TestBrowser;
beforeAll(async () => {
  [house, browser] = await Promise.all([aHouse(), aBrowser()]);
});
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});

const TAGS = readdirSync(join(STATIC, 'docs/components'))
  .filter((file) => /^rapport-.*\.html$/.test(file))
  .map((file) => file.replace('.html', ''));

/** What fields must be told, where not any words will do. */
const VALUES: Readonly<Record<string, string>> = {
  'attribute:product': 'demo-0',
  'attribute:amount': '4800',
  'attribute:lines': '[{"productId":"demo-1","totalMinor":2200}]',
  'attribute:filters': '{"maxPriceMinor":4000}',
  'attribute:basket': '9000',
  'attribute:query': 'left-handed scissors',
  'attribute:link': '/?friend={code}',
  'attribute:apply': '/basket?voucher={code}',
};

/** Where one use shuts out another, all is used once more in the other order. */
const BACKWARDS = ['rapport-offers', 'rapport-vouchers', 'rapport-profile', 'rapport-consent'];

/** What came of it, and what was used, in its order. */
interface Used {
  readonly used: string[];
  readonly faults: string[];
}

/** Uses everything on a page of a component, as a person would, but faster. */
const useAll = (page: Page, tag: string, isBackwards: boolean): Promise<Used> =>
  page.evaluate(
    async ([name, values, isBackwards]) => {
      const [used, faults]: [string[], string[]] = [[], []];
      /** What leads away or ends something, the later the more of it. */
      const ENDS = [/Back\||Close/, /Forget me/, /Yes, forget me/, /No, keep it/];
      const rest = (): Promise<unknown> => new Promise((done) => setTimeout(done, 25));
      const deep = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
      const parts = (): Element[] =>
        [...document.querySelectorAll('[data-stage], body > :is(rapport-panel, rapport-consent)')].flatMap((one) => deep(one));
      type Field = HTMLInputElement | HTMLSelectElement;
      const change = (field: Field, value: string): void => {
        if (field instanceof HTMLSelectElement) field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
        else if (field.type === 'checkbox') return field.click();
        else field.value = value;
        for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
      };
      const valueFor = (field: Field): string =>
        ({ email: 'somebody@example.com', number: '3', range: '9', color: '#7a2e1d', time: '20:00' })[field.type] ?? 'Something';
      for (const field of document.querySelectorAll<Field>('form.knobs :is(input, select)')) {
        if (field.name === 'language') continue;
        change(field, values[field.name] ?? valueFor(field));
        await rest();
        // What is closed has nothing to use.
        if (field.name === 'attribute:closed') change(field, '');
      }
      /** What can be used now and has not been; what ends everything comes last. */
      const next = (): HTMLElement | undefined => {
        const open = parts().filter(
          (one): one is HTMLElement => one.matches('button, input, select, summary') && !one.matches(':disabled') && one.checkVisibility(),
        );
        const words = (one: HTMLElement): string =>
          [
            name,
            one.localName,
            one.getAttribute('aria-label') ?? '',
            one.textContent.trim(),
            one.getAttribute('name') ?? '',
            one.closest('label')?.textContent.trim() ?? '',
            one.getAttribute('aria-labelledby') ?? '',
          ]
            .join('|')
            .replace(/\s+/g, ' ');
        const left = open.filter((one) => !used.includes(words(one)));
        const ends = (one: HTMLElement): number => ENDS.findLastIndex((end) => end.test(words(one)));
        const [first] = (isBackwards ? left.toReversed() : left).toSorted((a, b) => ends(a) - ends(b));
        if (first) used.push(words(first));
        return first;
      };
      /** The same, once what comes late has had its time. */
      const nextLater = async (tries = 12): Promise<HTMLElement | undefined> => {
        const found = next();
        if (found || !tries) return found;
        await rest();
        return nextLater(tries - 1);
      };
      for (let one = await nextLater(); one && used.length < 120; one = await nextLater()) {
        if (one instanceof HTMLInputElement || one instanceof HTMLSelectElement) change(one, valueFor(one));
        else one.click();
        await rest();
        const fault = [document.body, ...parts()]
          .map((part) => part.shadowRoot?.textContent ?? '')
          .find((text) => /our fault|can’t be (shown|reached)/.test(text));
        if (fault) faults.push(`${used.at(-1)}: ${fault.replace(/\s+/g, ' ').slice(0, 200)}`);
      }
      return { used, faults };
    },
    [tag, VALUES, isBackwards] as const,
  );

test('every component answers to everything that is done with it, and nothing but files is asked for', async () => {
  const told: Record<string, unknown> = {};
  const uses: string[] = [];
  const left = [...TAGS.map((tag) => [tag, false] as const), ...BACKWARDS.map((tag) => [tag, true] as const)];
  const somebody = async (): Promise<void> => {
    const { page, errors } = await browser.aPerson();
    const asked: string[] = [];
    page.on('websocket', (socket) => asked.push(socket.url()));
    page.on('request', (request) => {
      const { origin, pathname, protocol } = new URL(request.url());
      const isFile = request.method() === 'GET' && origin === house.url && !pathname.startsWith('/v1/');
      if (!isFile && protocol !== 'blob:') asked.push(`${request.method()} ${request.url()}`);
    });
    for (let one = left.pop(); one; one = left.pop()) {
      const [tag, isBackwards] = one;
      await page.goto(`${house.url}/docs/components/${tag}`);
      await page.locator(`[data-stage] ${tag}`).waitFor({ state: 'attached' });
      const { used, faults } = await useAll(page, tag, isBackwards);
      uses.push(...used);
      const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rapport.')));
      const all = [...faults, ...errors.splice(0), ...asked.splice(0), ...kept];
      if (all.length) told[tag] = all;
    }
  };
  await Promise.all([somebody(), somebody(), somebody()]);
  expect(TAGS.length).toBeGreaterThan(15);
  expect(told).toEqual({});
  for (const use of [
    ...['rapport-watch|button||Undo', 'rapport-watches|button|Pause', 'rapport-watches|button|Go on', 'rapport-watches|button||Save'],
    ...['rapport-inbox|button|Why', 'rapport-inbox|button|Put away', 'rapport-offers|button||Take it', 'rapport-offers|button||Not for me'],
    ...['rapport-rewards|button||Yes, use them', 'rapport-vouchers|button||Yes, give it back', 'rapport-vouchers|button||Keep it'],
    ...['rapport-profile|button||Oolong', 'rapport-profile|button||Not now', 'rapport-recommendations|button||Undo'],
    ...['rapport-refer|button||It was them', 'rapport-contact|button||Everything off', 'rapport-preferences|button||Yes, forget me'],
    ...['rapport-consent|button||Yes, you may'],
  ])
    expect(
      uses.some((one) => one.startsWith(use)),
      use,
    ).toBe(true);
});

test('the products of the demo have pictures', async () => {
  const { page, errors } = await browser.aPerson();
  await page.goto(`${house.url}/docs/components/rapport-recommendations`);
  const pictures = page.locator('[data-stage] rapport-recommendations img');
  await expect.poll(() => pictures.count()).toBe(4);
  // The last ones of a row come when they are pushed into sight.
  for (const picture of await pictures.all()) await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0)))
    .toEqual([true, true, true, true]);
  expect(errors).toEqual([]);
});
