import { css } from 'lit';

/**
 * What a shop may set, and what follows from it. Everything takes the page's own text colour and font: ink is `currentColor`, quiet ink and
 * hairlines are mixed from it, so the components fit white, black and coloured ground without being told. What floats gets a ground computed from
 * the ink (light under dark ink, dark under light ink), the text on the accent is black or white by the accent's luminance (contrast ≥ 4.5).
 *
 * --rapport-accent (#2f6b57) · --rapport-ink (the page's text colour) · --rapport-quiet, --rapport-line (mixed from the ink) · --rapport-surface (ground of what floats,
 * computed from the ink) · --rapport-radius (12px) · --rapport-control-radius (8px) · --rapport-gap (12px) · --rapport-font-size (15px) · --rapport-title-font (the page's) ·
 * --rapport-shadow (of what floats) · --rapport-motion (180ms, how long a thing takes to come) · --rapport-offset (20px, distance of what floats from the window's edge)
 */
export const tokens = css`
  :host {
    --_accent: var(--rapport-accent, #2f6b57);
    --_radius: var(--rapport-radius, 12px);
    --_control: var(--rapport-control-radius, 8px);
    --_gap: var(--rapport-gap, 12px);
    --_quiet: var(--rapport-quiet, color-mix(in oklab, currentColor 76%, transparent));
    --_line: var(--rapport-line, color-mix(in oklab, currentColor 16%, transparent));
    --_wash: color-mix(in oklab, currentColor 6%, transparent);
    --_tint: color-mix(in oklab, var(--_accent) 72%, currentColor);
    --_motion: var(--rapport-motion, 180ms);
    --_small: 0.8667em;
    --_big: 1.2em;
    --_huge: 2.2667em;
    box-sizing: border-box;
    color: var(--rapport-ink, inherit);
    display: block;
    font-size: var(--rapport-font-size, max(15px, 0.9375rem));
    line-height: 1.45;
    text-align: start;
  }

  /* A page's font may be a Chinese one, whose quotation marks are as wide as a character. */
  :host(:not(:lang(zh), :lang(ja), :lang(ko))) {
    font-variant-east-asian: proportional-width;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: inherit;
  }

  h2,
  h3,
  p,
  ul {
    font-size: inherit;
    font-weight: inherit;
    list-style: none;
    margin: 0;
    padding: 0;
  }

  h2 {
    font-family: var(--rapport-title-font, inherit);
    font-size: var(--_big);
    line-height: 1.15;
  }

  .quiet {
    color: var(--_quiet);
    font-size: var(--_small);
  }

  .unseen {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    margin: -1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
  }

  .icon {
    display: block;
    flex: none;
  }

  .bone {
    animation: breathe 1.6s ease-in-out infinite alternate;
    background: var(--_wash);
    border-radius: 4px;
    display: block;
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (forced-colors: active) {
    .bone {
      border: 1px dashed;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after,
    ::backdrop {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Buttons: filled (the one action), plain (the other), bare (a word that acts). All are 44 px to touch. */
export const buttons = css`
  button {
    background: none;
    border: 0;
    border-radius: var(--_control);
    color: inherit;
    cursor: pointer;
    font: inherit;
    min-block-size: 44px;
    padding: 8px 16px;
    text-align: center;
    touch-action: manipulation;
  }

  .filled {
    background: var(--_accent);
    color: #fff;
    font-weight: 600;
  }

  @supports (color: color(from red xyz x y z)) {
    .filled {
      --_on: clamp(0, (0.179 - y) * 1e6, 1);
      color: color(from var(--_accent) xyz calc(0.9505 * var(--_on)) var(--_on) calc(1.089 * var(--_on)));
    }
  }

  .plain {
    border: 1px solid color-mix(in oklab, currentColor 45%, transparent);
  }

  .bare {
    color: var(--_quiet);
    font-size: var(--_small);
    padding-inline: 0;
    text-decoration: underline;
    text-decoration-color: color-mix(in oklab, currentColor 40%, transparent);
    text-underline-offset: 0.2em;
  }

  /* What stands in the place of something that was sent away. */
  .gone {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    grid-column: 1 / -1;
  }

  button:disabled {
    cursor: default;
  }

  button[aria-busy='true'] {
    cursor: progress;
    opacity: 0.7;
  }

  @media (hover: hover) {
    .plain:not(:disabled):hover {
      background: var(--_wash);
    }

    .bare:hover {
      color: inherit;
      text-decoration-color: currentColor;
    }
  }

  :focus-visible {
    outline: 2px solid var(--_tint);
    outline-offset: 2px;
  }

  /* Grounds are gone there: an edge says what is a button. */
  @media (forced-colors: active) {
    .filled {
      border: 1px solid;
    }
  }
`;
