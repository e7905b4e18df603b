import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '../harness/index.ts';

const FOLDER = join(import.meta.dirname, '__screens__');

/** Takes the pictures of an earlier run away: those whose name begins so. */
export function newAlbum(begins: RegExp): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) if (begins.test(name)) rmSync(join(FOLDER, name));
}

/** Waits until nothing on the page is still a skeleton, every picture in view has come, and no motion runs. */
export async function settled(page: Page): Promise<void> {
  await until(
    () =>
      page.evaluate(() => {
        const all: Element[] = [];
        const walk = (root: Document | ShadowRoot): void =>
          root.querySelectorAll('*').forEach((one) => {
            all.push(one);
            if (one.shadowRoot) walk(one.shadowRoot);
          });
        walk(document);
        const seen = (one: Element): boolean => {
          const { top, bottom, width } = one.getBoundingClientRect();
          return width > 0 && bottom > 0 && top < innerHeight;
        };
        const still = document.getAnimations().every(({ playState }) => playState !== 'running');
        return (
          still &&
          all.every((one) => !(one.classList.contains('bone') && seen(one)) && !(one instanceof HTMLImageElement && seen(one) && !one.complete))
        );
      }),
    { what: `${page.url()} to be at rest` },
  );
}

/** Scrolls through the whole page once, so that pictures further down come too. */
const strolled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const height = document.documentElement.scrollHeight;
    for (let y = 0; y < height; y += innerHeight) {
      scrollTo({ top: y, behavior: 'instant' });
      await new Promise((next) => requestAnimationFrame(next));
      const near = [...document.images].filter((one) => Math.abs(one.getBoundingClientRect().top) < 2 * innerHeight);
      await Promise.all(near.map((one) => one.decode().catch((error: unknown) => console.warn(String(error)))));
    }
    scrollTo({ top: 0, behavior: 'instant' });
  });

/** A picture of the window, or of the whole page. `dark` takes a second one with the dark colours. */
export async function shot(page: Page, name: string, { full = false, dark = false } = {}): Promise<void> {
  if (full) await strolled(page);
  await settled(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: full });
  if (!dark) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  await page.screenshot({ path: join(FOLDER, `${name}-dark.png`), fullPage: full });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Moves the clock of every page that this context opens from now on. */
export const ahead = (offsetMs: number): string => `{
  const machine = Date;
  const now = () => machine.now() + ${offsetMs};
  globalThis.Date = new Proxy(machine, {
    construct: (target, args) => args.length ? Reflect.construct(target, args) : new target(now()),
    get: (target, name) => name === 'now' ? now : Reflect.get(target, name),
  });
}`;
