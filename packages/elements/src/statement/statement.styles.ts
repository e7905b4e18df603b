import { css } from 'lit';

/** Rows between hairlines: why and when on the left, how many on the right. */
export const styles = css`
  h2 ~ p {
    margin-block-start: 4px;
  }

  :host {
    font-variant-numeric: tabular-nums;
    min-block-size: 120px;
  }

  h2 {
    font-size: var(--_big);
    line-height: 1.15;
  }

  ul {
    margin-block-start: 12px;
  }

  li {
    border-block-start: 1px solid var(--_line);
    display: flex;
    gap: 4px 16px;
    justify-content: space-between;
    padding-block: 12px;
  }

  li:last-child {
    border-block-end: 1px solid var(--_line);
  }

  .what,
  .figures {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
  }

  .what {
    overflow-wrap: anywhere;
  }

  .figures {
    flex: none;
    text-align: end;
  }

  .up {
    font-weight: 600;
  }

  .more {
    margin-block-start: 16px;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 60%;
    margin-block: 0.8em;
  }
`;
