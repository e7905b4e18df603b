import { css } from 'lit';

/** One question with what it is for, and room for a thumb at every answer. */
export const styles = css`
  h2 {
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
    flex: 1 1 12em;
    max-inline-size: 20em;
  }

  li {
    align-items: baseline;
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    justify-content: space-between;
    padding-block: 0;
  }

  .told {
    flex: 1 1 10em;
    overflow-wrap: anywhere;
    padding-block: 8px;
  }
`;
