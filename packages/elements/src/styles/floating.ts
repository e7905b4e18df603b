import { css } from 'lit';

/** A surface that floats over the page: opaque, on a ground that suits the page's ink. */
export const floating = css`
  .floating {
    background: light-dark(#fff, #20201e);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow:
      0 1px 2px rgb(0 0 0 / 0.06),
      0 12px 40px rgb(0 0 0 / 0.16);
    color: inherit;
  }

  @supports (color: oklch(from red l c h)) {
    .floating {
      background: oklch(from currentColor clamp(0.24, (0.6 - l) * 1000, 1) 0 0);
    }
  }
`;
