import { css } from 'lit';

/** Tables: rows of 40 px, heads that stay, numbers to the right; on a phone what is marked `wide` steps back. */
export const tables = css`
  table {
    width: 100%;
    margin-top: 16px;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  caption {
    text-align: left;
  }

  th {
    position: sticky;
    top: 0;
    z-index: 1;
    height: 32px;
    padding: 0 16px 0 0;
    background: var(--paper);
    box-shadow: inset 0 -1px var(--line);
    color: var(--muted);
    font-size: 13px;
    font-weight: 500;
    text-align: left;
    white-space: nowrap;
  }

  td {
    height: 40px;
    padding: 6px 16px 6px 0;
    border-bottom: 1px solid var(--line);
    vertical-align: middle;
  }

  tbody th {
    position: static;
    height: 40px;
    padding-block: 6px;
    border-bottom: 1px solid var(--line);
    box-shadow: none;
  }

  th:last-child,
  td:last-child {
    padding-right: 0;
  }

  .right {
    text-align: right;
    white-space: nowrap;
  }

  /* What begins where a column of figures ends. */
  .right + :not(.right) {
    padding-inline-start: 12px;
  }

  .date {
    white-space: nowrap;
  }

  .soft {
    color: var(--muted);
  }

  td small {
    display: block;
    color: var(--muted);
    font-size: 13px;
    line-height: 1.3;
  }

  td .narrow {
    display: none;
  }

  .more {
    margin-top: 16px;
  }

  .empty {
    margin-top: 16px;
    padding: 24px 0;
    border-top: 1px solid var(--line);
    border-bottom: 1px solid var(--line);
    color: var(--muted);
  }

  @media (max-width: 720px) {
    .wide {
      display: none;
    }

    td .narrow {
      display: block;
    }

    th,
    td {
      padding-right: 12px;
    }
  }
`;
