import { css } from 'lit';

/** A bell with a count. */
export const styles = css`
  :host {
    display: inline-block;
    line-height: 1.45;
  }

  :host([list]) {
    display: block;
  }

  button {
    align-items: center;
    border-radius: 50%;
    display: inline-flex;
    inline-size: 44px;
    justify-content: center;
    padding: 0;
    position: relative;
  }

  .filled {
    background: var(--_accent);
    border-radius: 9px;
    font-size: 11px;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    inset-block-start: 5px;
    inset-inline-end: 3px;
    line-height: 18px;
    min-inline-size: 18px;
    padding-inline: 5px;
    position: absolute;
  }
`;
