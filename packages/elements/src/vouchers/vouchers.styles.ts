import { css } from 'lit';

/** Rows between hairlines: what it is, its code, one action. */
export const styles = css`
  :host {
    min-block-size: 60px;
  }

  h2 {
    font-size: var(--_big);
    line-height: 1.15;
  }

  h2 ~ p {
    margin-block-start: 4px;
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

  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    justify-content: space-between;
    overflow-wrap: anywhere;
  }

  .done code {
    text-decoration: line-through;
  }

  .choices {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin-block-start: 10px;
  }

  [role='group'] {
    margin-block-start: 10px;
  }

  .button {
    align-items: center;
    border-radius: var(--_control);
    display: inline-flex;
    min-block-size: 44px;
    padding: 8px 16px;
    text-decoration: none;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 55%;
  }
`;
