import type { Page } from 'playwright-core';

/** Something that moved on a page under a reader's eyes, as the browser counts it. */
export interface Shift {
  readonly value: number;
  /** What moved: names of elements, and from where to where they came. */
  readonly what: string;
  /** It came right after something the reader did, who expects it. */
  readonly isExpected: boolean;
}

/** From its next address on a page notes what moves on it. */
export const noteShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    interface Entry extends PerformanceEntry {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Node | null; readonly previousRect: DOMRect; readonly currentRect: DOMRect }[];
    }
    const seen = globalThis as { shifts?: Shift[] };
    const shifts: Shift[] = (seen.shifts = []);
    const at = ({ x, y, width, height }: DOMRect): string => [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Entry[]) {
        const what = sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName ?? '?'} from ${at(previousRect)} to ${at(currentRect)}`);
        shifts.push({ value, what: what.join(', '), isExpected: hadRecentInput });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** What moved on the page that is open. */
export const shiftsOf = (page: Page): Promise<readonly Shift[]> => page.evaluate(() => (globalThis as { shifts?: Shift[] }).shifts ?? []);

/** Answers of the worker come so much later, so that what waits for them is drawn before. */
export const slowDown = (page: Page, ms: number): Promise<unknown> =>
  page.route('**/v1/**', async (route) => {
    await new Promise((answered) => setTimeout(answered, ms));
    // The page may be gone by then.
    await route.continue().catch(() => undefined);
  });
