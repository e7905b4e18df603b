import { css } from 'lit';

/** A list between hairlines, under its title; in a row what it is, and what can be done with it. */
export const rows = css`
  :host {
    max-inline-size: 44em;
  }

  h2 ~ p,
  h2 ~ [role='status'] {
    margin-block-start: 4px;
  }

  h3 {
    font-weight: 600;
  }

  /* Room of its own: a margin would move a list that has no title. */
  ul {
    padding-block-start: 12px;
  }

  li {
    border-block-start: 1px solid var(--_line);
    padding-block: 14px;
  }

  li:last-child {
    border-block-end: 1px solid var(--_line);
  }

  .what {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .choices {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin-block-start: 12px;
  }

  li [role='group'] {
    margin-block-start: 10px;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 60%;
  }
`;
