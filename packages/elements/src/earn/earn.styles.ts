import { css } from 'lit';

/** One quiet line, as high before it is known as after. */
export const styles = css`
  :host {
    font-variant-numeric: tabular-nums;
  }

  p {
    color: var(--_quiet);
    font-size: var(--_small);
    min-block-size: 1.45em;
  }

  .bone {
    inline-size: 9em;
  }
`;
