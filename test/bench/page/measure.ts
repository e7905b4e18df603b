import type { Browser, Page } from 'playwright-core';

/** An ordinary browser: several of the peers switch themselves off for a driven one. */
export const ORDINARY = 'Object.defineProperty(navigator, "webdriver", { get: () => false })';
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const THROTTLE = 4;
/** How long a page is watched after it has loaded, in ms. */
const WATCHED_MS = 3_000;

/** What one visit of one page cost. Times in ms at a fourth of the machine's pace. */
export interface Visit {
  /** Of all pieces of script that name one of the case's files, the outermost. */
  readonly scriptMs: number;
  /** Of those, what is over 50 ms a piece. */
  readonly blockingMs: number;
  /** All script on the page, whosever it is. */
  readonly allMs: number;
  /** From pointer down to click, a click. */
  readonly clickMs: number;
  readonly shift: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args: { readonly data?: { readonly url?: string; readonly fileName?: string; readonly type?: string }; readonly fileName?: string };
}

const SCRIPT = new Set([
  'EvaluateScript',
  'v8.evaluateModule',
  'FunctionCall',
  'TimerFire',
  'FireIdleCallback',
  'FireAnimationFrame',
  'RunMicrotasks',
  'v8.compile',
  'v8.compileModule',
]);

/** A person of their own, with a cold cache, on a slow machine. */
export async function aVisitor(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ userAgent: AGENT, viewport: { width: 1280, height: 900 } });
  await context.addInitScript(ORDINARY);
  return context.newPage();
}

/** Visits a page once and tells what it cost. `own` is what the addresses of the case's scripts have in common. */
export async function visit(browser: Browser, url: string, own: RegExp): Promise<Visit> {
  const page = await aVisitor(browser);
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'disabled-by-default-devtools.timeline'] });
  await page.goto(url);
  await page.waitForTimeout(WATCHED_MS);
  const clicks: number[] = [];
  for (let at = 0; at < 8; at += 1) await page.locator('article button').nth(at).click({ noWaitAfter: true });
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const { shift } = await page.evaluate(() => (globalThis as unknown as { seen: { shift: number } }).seen);
  await page.context().close();
  const whole = trace.traceEvents.filter((event) => event.ph === 'X' && event.dur !== undefined);
  for (const { name, dur, args } of whole)
    if (name === 'EventDispatch' && /^(pointerdown|mousedown|pointerup|mouseup|click)$/.test(args.data?.type ?? '')) clicks.push((dur ?? 0) / 1_000);
  const script = whole.filter(({ name }) => SCRIPT.has(name));
  const named = script.filter(({ args }) => own.test(args.data?.url ?? args.data?.fileName ?? args.fileName ?? ''));
  const pieces = outermost(named);
  const sum = (all: readonly TraceEvent[]): number => all.reduce((ms, { dur = 0 }) => ms + dur / 1_000, 0);
  return {
    scriptMs: sum(pieces),
    blockingMs: pieces.reduce((ms, { dur = 0 }) => ms + Math.max(0, dur / 1_000 - 50), 0),
    allMs: sum(outermost(script)),
    clickMs: clicks.reduce((ms, one) => ms + one, 0) / 8,
    shift,
  };
}

/** Events that lie in no other of the same thread. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const ends = new Map<string, number>();
  return events
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0, pid, tid }) => {
      const thread = `${pid} ${tid}`;
      if (ts < (ends.get(thread) ?? 0)) return false;
      ends.set(thread, ts + dur);
      return true;
    });
}
