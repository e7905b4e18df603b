import { css } from 'lit';

/** A list with hairlines: what is waited for, what it is, and what can be done with it. */
export const styles = css`
  h2 {
    font-size: var(--_big);
    line-height: 1.15;
    margin-block-end: 4px;
  }

  li {
    border-block-start: 1px solid var(--_line);
    padding-block: 12px 4px;
  }

  li:last-child {
    border-block-end: 1px solid var(--_line);
  }

  .name {
    overflow-wrap: anywhere;
  }

  .paused .name {
    color: var(--_quiet);
  }

  .acts {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    margin-block-start: 4px;
  }

  select,
  input {
    background: none;
    border: 1px solid color-mix(in oklab, currentColor 45%, transparent);
    border-radius: var(--_control);
    color: inherit;
    font: inherit;
    min-block-size: 44px;
    padding: 8px 12px;
  }

  select {
    font-size: var(--_small);
    padding-inline: 8px;
  }

  option {
    color: initial;
  }

  .edit {
    display: grid;
    gap: 8px;
    margin-block: 8px;
    max-inline-size: 28em;
  }

  .edit label {
    display: grid;
    gap: 4px;
  }

  .edit .acts {
    gap: 12px;
  }

  .bone.row {
    block-size: 3em;
  }
`;
