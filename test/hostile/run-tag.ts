import type { Frame, Page } from 'playwright-core';
import { until } from '../harness/index.ts';

/** Puts the script tag of the worker at `url` on a page as a shop's own script would, and waits until it has run. Rejects when it can't be loaded. */
export const runTag = (url: string, page: Page, data: Record<string, string>, type = ''): Promise<void> =>
  page.evaluate(
    ([src, own, kind]) =>
      new Promise((ran, failed) => {
        const script = Object.assign(document.createElement('script'), { src, type: kind, onload: ran, onerror: failed });
        Object.assign(script.dataset, { shop: 'pk_cell', locale: 'en', consent: 'granted', ...own });
        document.head.append(script);
      }) as Promise<void>,
    [`${url}/rapport.js`, data, type] as const,
  );

/** What a component says; nothing where there is none. */
export const words = (page: Page | Frame, tagName: string): Promise<string> =>
  page.evaluate((name) => document.querySelector(name)?.shadowRoot?.textContent?.trim() ?? '', tagName);

/** Waits until a component says anything. */
export const isDrawn = (page: Page | Frame, tagName: string): Promise<unknown> =>
  until(async () => (await words(page, tagName)) !== '', { what: `${tagName} to be drawn` });

/** What a page complains about that is ours: these pages have no icon, and no line that stays open behind them. */
export const faults = (errors: readonly string[]): string[] => errors.filter((error) => !/favicon|404|WebSocket/.test(error));
