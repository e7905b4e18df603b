/** Puts one page before the test, in the language and light it asks for, and looks at it with axe. */
import axe from 'axe-core';
import { expect } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import { Api } from '../api.ts';
import type { ConsoleElements } from '../define.ts';
import '../define.ts';
import { chooseLocale, type ConsoleLocale } from '../locale.ts';
import { NOW_MS } from './a-shop.ts';
import { OtherSide } from './other-side.ts';

/** A page and the other side it speaks with. */
export interface Mounted<E> {
  readonly element: E;
  readonly other: OtherSide;
}

/** Mounts an element with the shop as the other side has it; what stood there before goes. */
export async function mount<T extends keyof ConsoleElements>(
  tag: T,
  { other = new OtherSide(), ...properties }: Partial<ConsoleElements[T]> & { other?: OtherSide } = {},
): Promise<Mounted<ConsoleElements[T]>> {
  const element: ConsoleElements[T] = document.createElement(tag);
  const api = new Api({ fetch: other.fetch });
  Object.assign(element, { api, shop: other.has.shop, now: () => NOW_MS, ...properties });
  document.body.replaceChildren(element);
  await element.updateComplete;
  return { element, other };
}

/** Sets the page's light; the console's colours follow `color-scheme`. */
export function light(scheme: 'light' | 'dark'): void {
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.style.background = 'light-dark(#faf8f4, #161614)';
}

/** Both languages in both lights; runs `look` in each, then asks axe, and goes back to English in the light. */
export async function inAllWays(look: (locale: ConsoleLocale) => Promise<void>): Promise<void> {
  for (const locale of ['en', 'zh-Hant'] as const) {
    await chooseLocale(locale);
    for (const scheme of ['light', 'dark'] as const) {
      light(scheme);
      await look(locale);
      expect(await violations(), `${locale}, ${scheme}`).toEqual([]);
    }
  }
  light('light');
  await chooseLocale('en');
}

/** What axe finds wrong, as readable lines. A page alone has no landmarks of its own: the console gives them. */
export async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** Whether an element has the focus, through every shadow. */
export function isFocused(locator: Locator): boolean {
  return focused() === (locator.query() ?? undefined);
}

function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Something that stands on the page, as a part of what is written there. */
export function said(words: string): Locator {
  return page.getByText(words, { exact: false });
}
