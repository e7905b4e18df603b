import { css } from 'lit';

/** A question and its button; then a tick and a way back. */
export const styles = css`
  :host {
    min-block-size: 116px;
  }

  .question {
    margin-block-end: 12px;
  }

  .words {
    margin-block-start: 8px;
    max-inline-size: 44em;
  }

  .kept {
    display: grid;
    gap: 0 8px;
    grid-template-columns: 20px 1fr;
    justify-items: start;
  }

  .kept .icon {
    color: var(--_tint);
    margin-block-start: 1px;
  }

  .kept button {
    grid-column: 2;
  }
`;
