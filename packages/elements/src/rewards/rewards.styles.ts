import { css } from 'lit';

/** Rows between hairlines: what it is, what it costs, one action. */
export const styles = css`
  :host {
    min-block-size: 120px;
  }

  .row {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    justify-content: space-between;
    min-block-size: 44px;
  }

  .what {
    flex: 1 1 11em;
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

  .vouchers {
    margin-block-start: 28px;
  }

  .used code {
    color: var(--_quiet);
    text-decoration: line-through;
  }
`;
