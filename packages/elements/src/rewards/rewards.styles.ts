import { css } from 'lit';

/** Rows between hairlines: what it is, what it costs, one action. */
export const styles = css`
  :host {
    min-block-size: 120px;
  }

  h2 {
    font-size: var(--_big);
    line-height: 1.15;
  }

  h2 + .quiet {
    margin-block: 4px 0;
  }

  ul {
    margin-block-start: 12px;
  }

  li {
    border-block-start: 1px solid var(--_line);
    padding-block: 14px;
  }

  li:last-child {
    border-block-end: 1px solid var(--_line);
  }

  .row {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    justify-content: space-between;
  }

  .what {
    flex: 1 1 11em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .quiet {
    font-variant-numeric: tabular-nums;
  }

  .act {
    flex: none;
    min-inline-size: 7.5em;
  }

  .act:disabled {
    border-color: transparent;
    background: var(--_wash);
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }

  [role='group'] {
    margin-block-start: 10px;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }

  .vouchers {
    margin-block-start: 28px;
  }

  h3 {
    font-weight: 600;
  }

  .used code {
    color: var(--_quiet);
    text-decoration: line-through;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 55%;
  }
`;
