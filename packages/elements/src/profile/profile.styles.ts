import { css } from 'lit';

/** One question with what it is for, and room for a thumb at every answer. */
export const styles = css`
  h2 {
    font-size: var(--_big);
    line-height: 1.15;
    margin-block-end: 4px;
  }

  .acts {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }

  input {
    background: none;
    border: 1px solid color-mix(in oklab, currentColor 45%, transparent);
    border-radius: var(--_control);
    color: inherit;
    flex: 1 1 12em;
    font: inherit;
    max-inline-size: 20em;
    min-block-size: 44px;
    min-inline-size: 0;
    padding: 8px 12px;
  }

  li {
    align-items: baseline;
    border-block-start: 1px solid var(--_line);
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    justify-content: space-between;
  }

  ul {
    margin-block-start: 16px;
  }

  .told {
    flex: 1 1 10em;
    overflow-wrap: anywhere;
    padding-block: 8px;
  }
`;
