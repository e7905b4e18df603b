import { css } from 'lit';

/** Type, links, buttons, focus and the few layouts that every page uses. */
export const base = css`
  :host {
    display: block;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
  }

  fieldset {
    border: 0;
    min-width: 0;
  }

  h1 {
    font: 600 24px/1.15 var(--title);
  }

  h2 {
    font: 600 18px/1.15 var(--title);
  }

  h3 {
    font-size: 15px;
    font-weight: 600;
  }

  .lead {
    margin-top: 8px;
    max-width: 44em;
    font-size: 18px;
    line-height: 1.4;
    text-wrap: pretty;
  }

  .quiet {
    max-width: 62em;
    color: var(--muted);
    font-size: 13px;
    text-wrap: pretty;
  }

  .back {
    display: inline-block;
    margin-bottom: 12px;
    font-size: 13px;
  }

  section {
    margin-top: 40px;
  }

  section > .quiet {
    margin-top: 4px;
  }

  a {
    color: var(--jade);
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }

  :focus-visible {
    outline: 2px solid var(--jade);
    outline-offset: 2px;
  }

  main:focus-visible,
  h1:focus-visible {
    outline: none;
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--control);
    padding: 4px 16px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: none;
    color: var(--ink);
    font: 500 15px/1.2 var(--text);
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }

  button:enabled:hover,
  .button:hover {
    border-color: var(--ink);
  }

  .first {
    border-color: var(--jade);
    background: var(--jade);
    color: var(--on-jade);
  }

  .first:enabled:hover,
  a.first:hover {
    border-color: var(--jade);
    background: color-mix(in oklab, var(--jade) 88%, var(--ink));
  }

  button:disabled {
    border-color: var(--line);
    background: none;
    color: var(--muted);
    cursor: not-allowed;
  }

  .bare {
    min-height: 32px;
    padding: 4px 8px;
    border-color: transparent;
    color: var(--jade);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }

  .row.between {
    justify-content: space-between;
  }

  code,
  .code {
    font-family: var(--code);
    font-size: 13px;
    overflow-wrap: anywhere;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .only-heard {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  svg.icon {
    flex: none;
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 40px;
    margin-top: 16px;
  }

  .facts + .quiet {
    margin-top: 8px;
  }

  .facts dt {
    color: var(--muted);
    font-size: 13px;
  }

  .facts dd {
    font-size: 24px;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }

  @media (max-width: 720px) {
    .facts {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      overflow-wrap: anywhere;
    }

    .facts.plain > :first-child {
      grid-column: 1 / -1;
    }
  }

  .facts.plain dd {
    font-size: 15px;
    line-height: 1.45;
  }
`;
