import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '@rapport/protocol/wire';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/serve/paths.ts';
import { budgets } from '../../scripts/sizes.ts';
import { aBrowser, aHouse, aSite } from '../harness/index.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');
const plain = readme.replace(/\s+/g, ' ');

test('every command that the documents name exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = ['README.md', 'CONTRIBUTING.md'].flatMap((file) =>
    [...read(file).matchAll(/npm (?:run )?(start|test|dev|check|build|size|bench|docs)\b/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

test('every file that the documents point to exists', () => {
  const links = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? ''),
  );
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the sizes in the README are the budgets that are held', () => {
  const said = /## What it weighs(.*?)##/.exec(plain)?.[1] ?? '';
  const limits = budgets().map(({ limitBytes }) => (limitBytes === 1_000_000 ? '1 MB' : limitBytes.toLocaleString('en')));
  expect(limits.filter((limit) => !said.includes(limit))).toEqual([]);
});

test('the limits in the README are the ones both sides keep', () => {
  const said = /## Limits(.*?)##/.exec(plain)?.[1] ?? '';
  const { batchEvents, batchBytes, bodyBytes, importBytes, watches, eventAgeMs } = LIMITS;
  const limits = [batchEvents, batchBytes, bodyBytes, importBytes, watches]
    .map((value) => value.toLocaleString('en'))
    .concat(`${eventAgeMs / 86_400_000} days`);
  expect(limits.filter((limit) => !said.includes(limit))).toEqual([]);
});

test("the README's script tag works as it stands, with a key in it", async () => {
  const snippet = /```html\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  await using house = await aHouse();
  await using browser = await aBrowser();
  const html = snippet.replace('http://localhost:8787', house.url).replace('pk_…', house.shop.publishableKey);
  await using shop = await aSite(() => `<!doctype html><title>Tea</title>${html}`);
  const { page, errors } = await browser.aPerson();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(shop.url);
  for (const tag of ['rapport-points', 'rapport-recommendations', 'rapport-inbox']) {
    await page.waitForFunction((name) => customElements.get(name) !== undefined, tag);
  }
  expect(asked).toContain('/rapport.js');
  // Nobody has agreed to anything, so nothing was sent and nothing kept.
  expect(asked.filter((path) => ['/v1/events', '/v1/session'].includes(path))).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + document.cookie.length)).toBe(0);
  expect(errors.filter((error) => !error.includes('favicon'))).toEqual([]);

  // What the owner writes instead of our words is what the next person reads, known or not, filled in as ours would be.
  const texts = { 'points.welcome': 'A welcome of {welcome} is waiting in the tea room.', 'points.next': '“{title}” after {missing} leaves more.' };
  const said = await (await house.api.staff())('PATCH', '/v1/wording', { language: 'en', texts });
  expect(said.status).toBe(200);
  await using known = await aSite(() => `<!doctype html><title>Tea</title>${html.replace('data-consent="ask"', 'data-consent="granted"')}`);
  for (const [url, words] of [
    [shop.url, /A welcome of \d+ points? is waiting in the tea room\./],
    [known.url, /“.+” after \d+ leaves more\./],
  ] as const) {
    const reader = await browser.aPerson();
    await reader.page.goto(url);
    await reader.page.locator('rapport-points').getByText(words).waitFor();
    expect(reader.errors.filter((error) => !error.includes('favicon'))).toEqual([]);
    await reader.page.context().close();
  }
});
