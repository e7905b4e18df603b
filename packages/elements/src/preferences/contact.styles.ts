import { css } from 'lit';

/** A small table of ticks, then one thing below the other. */
export const contactStyles = css`
  :host {
    display: block;
  }

  h3 {
    font-weight: 600;
    margin-block-end: 4px;
  }

  section {
    border-block-start: 1px solid var(--_line);
    margin-block-start: 20px;
    padding-block-start: 16px;
  }

  table {
    border-collapse: collapse;
    inline-size: 100%;
  }

  th {
    font-weight: inherit;
    padding-block: 6px;
    padding-inline: 0 8px;
    text-align: start;
    vertical-align: top;
  }

  th .quiet {
    display: block;
    text-wrap: balance;
  }

  thead th {
    color: var(--_quiet);
    font-size: var(--_small);
    inline-size: 56px;
    padding-inline: 4px;
    text-align: center;
  }

  thead th:first-child {
    inline-size: auto;
  }

  td {
    padding: 0;
    text-align: center;
  }

  .tick {
    cursor: pointer;
    display: grid;
    min-block-size: 44px;
    place-items: center;
  }

  input[type='checkbox'] {
    accent-color: var(--_tint);
    block-size: 20px;
    inline-size: 20px;
    margin: 0;
  }

  .room {
    block-size: 500px;
  }

  .line {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    justify-content: space-between;
    min-block-size: 44px;
    padding-block: 6px;
  }

  .line > span:first-child {
    flex: 1 1 12em;
  }

  .line[role='group'] > span:first-child {
    flex-basis: 100%;
  }

  .line[role='group'] {
    justify-content: flex-start;
  }

  [part='off'] {
    margin-block-start: 12px;
  }

  .grow {
    flex: 1 1 12em;
    min-inline-size: 0;
  }
`;
