import { css } from 'lit';

/** What lies over something else: a ground that suits the ink, and how far above it lies. */
export const paper = css`
  :host {
    --_paper: var(--rapport-surface, light-dark(#fff, #20201e));
    --_depth: var(--rapport-shadow, 0 1px 2px rgb(0 0 0 / 0.06), 0 12px 40px rgb(0 0 0 / 0.16));
  }

  @supports (color: oklch(from red l c h)) {
    :host {
      --_paper: var(--rapport-surface, oklch(from currentColor clamp(0.24, (0.6 - l) * 1000, 1) 0 0));
    }
  }
`;

/** A surface that floats over the page. Comes with `paper`. */
export const floating = css`
  .floating {
    background: var(--_paper);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_depth);
    color: inherit;
  }
`;
