import { html, type TemplateResult } from 'lit';

/** An icon on the 20 px grid, one stroke of 1.5 px in the colour of the text. */
export const icon = (path: string): TemplateResult =>
  html`<svg
    class="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${path} />
  </svg>`;

/** A bell. */
export const bell = icon('M4.5 14h11c-1.1-1.2-1.6-2.3-1.6-5a3.9 3.9 0 0 0-7.8 0c0 2.7-.5 3.8-1.6 5ZM8.4 16.6a1.8 1.8 0 0 0 3.2 0');
/** A tick. */
export const tick = icon('m4.5 10.5 3.7 3.7 7.3-8');
/** A cross: closes. */
export const cross = icon('m5.5 5.5 9 9m0-9-9 9');
/** Two sheets: copies. */
export const sheets = icon(
  'M9 7h5a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2ZM13 7V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v5a2 2 0 0 0 2 2h1',
);
/** A picture that is missing: a bowl. */
export const bowl = icon('M3.5 8.5h13c0 4-2.6 6.6-6.5 6.6S3.5 12.5 3.5 8.5ZM7.5 17.5h5');
