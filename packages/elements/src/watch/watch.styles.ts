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
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    min-block-size: 44px;
  }

  .kept p {
    align-items: flex-start;
    display: flex;
    gap: 8px;
  }

  .kept .icon {
    color: var(--_tint);
    margin-block-start: 1px;
  }
`;
