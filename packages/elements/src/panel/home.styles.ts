import { css } from 'lit';

/** One number in a quiet half circle; below it, rows. */
export const styles = css`
  :host {
    display: grid;
    gap: 28px;
    grid-auto-rows: max-content;
    grid-template-columns: minmax(0, 1fr);
  }

  .arc {
    display: grid;
    justify-items: center;
    min-block-size: 150px;
    padding-block-start: 52px;
    position: relative;
    text-align: center;
    text-wrap: balance;
  }

  .arc:not(:has(.half)) {
    min-block-size: 0;
    padding-block-start: 8px;
  }

  .half {
    block-size: 126px;
    inline-size: 240px;
    inset-block-start: 0;
    position: absolute;
    stroke: var(--_tint);
  }

  .track {
    stroke: var(--_line);
  }

  .sum {
    display: grid;
    line-height: 1.15;
  }

  .number {
    font-size: var(--_huge);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }

  .tier {
    font-size: var(--_big);
    line-height: 1.15;
    margin-block: 14px 4px;
  }

  .arc .sum + .quiet {
    margin-block-start: 4px;
  }

  .welcome {
    display: grid;
    gap: 6px;
    justify-items: start;
  }

  .welcome a {
    margin-block-start: 12px;
  }

  .welcome h3 {
    font-size: var(--_big);
    line-height: 1.25;
  }

  .link {
    align-items: center;
    border-radius: var(--_control);
    display: inline-flex;
    min-block-size: 44px;
    padding: 8px 20px;
    text-decoration: none;
  }

  section h3 {
    color: var(--_quiet);
    font-size: var(--_small);
    margin-block-end: 4px;
  }

  li {
    border-block-end: 1px solid var(--_line);
  }

  li:first-child {
    border-block-start: 1px solid var(--_line);
  }

  .row {
    align-items: center;
    display: flex;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 52px;
    padding-inline: 0;
    text-align: start;
  }

  .what {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .row .quiet {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .row .icon {
    color: var(--_quiet);
  }

  .row:dir(rtl) .icon {
    transform: scaleX(-1);
  }

  .next {
    margin-block-start: 10px;
  }

  .bone.number {
    block-size: 1em;
    inline-size: 3em;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 60%;
  }
`;
