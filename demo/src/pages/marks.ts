import { Markup } from '../html.ts';

const icon = (inner: string): Markup =>
  new Markup(
    `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${inner}</svg>`,
  );

/** A magnifying glass. */
export const LENS = icon('<circle cx="8.75" cy="8.75" r="5.25"/><path d="m12.75 12.75 4 4"/>');
/** Somebody. */
export const PERSON = icon('<circle cx="10" cy="6.75" r="3.25"/><path d="M3.5 17c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5"/>');
/** A bag with a handle. */
export const BAG = icon('<path d="M4.25 7h11.500l.75 10h-13z"/><path d="M7.25 9V6a2.75 2.75 0 0 1 5.5 0v3"/>');

/** The shop's own sign: two hills and what rises behind them. */
export const MARK = new Markup(
  '<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><circle cx="20.5" cy="11" r="5"/><path d="M1 26C6 15 9 12.5 11.5 12.500S17 17 19 19.5c1.5-2 3-3.2 4.5-3.2 2.5 0 5 3.7 7.5 9.700z"/></svg>',
);

/** The sign as a file of its own, for the browser's tab. */
export const MARK_FILE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#faf8f4"/><circle cx="20.5" cy="11" r="5" fill="#c26b3d"/><path d="M1 26C6 15 9 12.5 11.5 12.500S17 17 19 19.5c1.5-2 3-3.2 4.5-3.2 2.5 0 5 3.7 7.5 9.700z" fill="#2f6b57"/></svg>';

/** The morning over the hills, in flat tones that change with the time of day of the reader's screen. */
export const MORNING = new Markup(
  '<svg class="morning" viewBox="0 0 1200 400" preserveAspectRatio="xMidYMax slice" aria-hidden="true"><circle class="m0" cx="846" cy="112" r="58"/>' +
    '<path class="m1" d="M0 238C120 208 190 172 292 158c96-13 150 48 246 54 92 6 158-72 268-76 124-5 216 72 394 92V400H0z"/>' +
    '<path class="m2" d="M0 288c96-24 182-36 268-24 112 16 176 44 290 28 128-20 196-86 318-88 116-1 202 48 324 64V400H0z"/>' +
    '<path class="m5" d="M0 306c180-20 330 18 520 8 220-12 420-40 680-4v22c-250-30-470-6-690 4C330 344 180 318 0 332z"/>' +
    '<path class="m3" d="M0 350c140-34 262-32 394-12 150 24 258 26 400-6 132-30 264-32 406-8V400H0z"/>' +
    '<path class="m4" d="M0 384c210-26 420-22 622-10 204 12 390 4 578-20V400H0z"/></svg>',
);
