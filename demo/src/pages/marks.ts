import { Markup } from '../html.ts';

const icon = (inner: string): Markup => new Markup(`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${inner}</svg>`);

/** A magnifying glass. */
export const LENS = icon('<circle cx="8.75" cy="8.75" r="5.25"/><path d="m12.75 12.75 4 4"/>');
/** Somebody. */
export const PERSON = icon('<circle cx="10" cy="6.75" r="3.25"/><path d="M3.5 17c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5"/>');
/** A bag with a handle. */
export const BAG = icon('<path d="M4.25 7h11.500l.75 10h-13z"/><path d="M7.25 9V6a2.75 2.75 0 0 1 5.5 0v3"/>');

/** The shop's own sign: two hills and what rises behind them. */
export const MARK = new Markup('<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><circle cx="20.5" cy="11" r="5"/><path d="M1 26C6 15 9 12.5 11.5 12.500S17 17 19 19.5c1.5-2 3-3.2 4.5-3.2 2.5 0 5 3.7 7.5 9.700z"/></svg>');

/** The sign as a file of its own, for the browser's tab. */
export const MARK_FILE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#faf8f4"/><circle cx="20.5" cy="11" r="5" fill="#c26b3d"/><path d="M1 26C6 15 9 12.5 11.5 12.500S17 17 19 19.5c1.5-2 3-3.2 4.5-3.2 2.5 0 5 3.7 7.5 9.700z" fill="#2f6b57"/></svg>';

/** The morning over the hills, in five flat tones that change with the time of day of the reader's screen. */
export const MORNING = new Markup(
  '<svg class="morning" viewBox="0 0 1200 520" preserveAspectRatio="xMidYMax slice" aria-hidden="true"><circle class="m0" cx="838" cy="172" r="66"/>' +
  '<path class="m1" d="M0 300C120 262 190 214 292 196c96-17 150 62 246 70 92 8 158-92 268-98 124-7 216 92 394 118V520H0z"/>' +
  '<path class="m2" d="M0 372c96-30 182-46 268-30 112 21 176 58 290 36 128-25 196-110 318-112 116-2 202 60 324 82V520H0z"/>' +
  '<path class="m5" d="M0 398c180-26 330 22 520 10 220-14 420-52 680-6v30c-250-40-470-8-690 4C330 446 180 412 0 430z"/>' +
  '<path class="m3" d="M0 452c140-44 262-40 394-14 150 30 258 34 400-8 132-39 264-42 406-10V520H0z"/>' +
  '<path class="m4" d="M0 498c210-34 420-30 622-14 204 16 390 6 578-26V520H0z"/>' +
  '<path class="m6" d="M182 438c8-16 10-30 9-46m1 20c6-8 12-11 18-12m-18 20c-7-6-12-8-17-8m940 20c9-18 11-34 10-52m1 22c7-9 13-12 20-13m-20 23c-8-7-13-9-19-9"/></svg>',
);
