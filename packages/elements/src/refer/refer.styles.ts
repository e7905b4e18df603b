import { css } from 'lit';

/** A sentence, a code, a link, how it stands; the friend's own question folded below. */
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
    background: none;
    border: 1px solid var(--_quiet);
    border-radius: var(--_control);
    color: inherit;
    flex: 1 1 9em;
    font: inherit;
    min-block-size: 44px;
    min-inline-size: 0;
    padding: 8px 12px;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 75%;
  }
`;
