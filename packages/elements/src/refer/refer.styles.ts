import { css } from 'lit';

/** A sentence, a code, a link, how it stands; the friend's own question folded below. */
export const styles = css`
  .bone.line {
    margin-block: 6px;
  }

  .bone:last-child {
    margin-block-end: 66px;
  }

  .code {
    min-block-size: 44px;
  }

  details {
    border-block-start: 1px solid var(--_line);
    margin-block-start: 14px;
  }

  summary {
    align-content: center;
    cursor: pointer;
    min-block-size: 44px;
  }

  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  label {
    flex-basis: 100%;
  }

  input {
    flex: 1 1 9em;
  }
`;
