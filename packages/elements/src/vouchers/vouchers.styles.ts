import { css } from 'lit';

/** Rows between hairlines: what it is, its code, one action. */
export const styles = css`
  :host {
    min-block-size: 60px;
  }

  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    justify-content: space-between;
  }

  .done code {
    text-decoration: line-through;
  }

  .button {
    align-items: center;
    border-radius: var(--_control);
    display: inline-flex;
    min-block-size: 44px;
    padding: 8px 16px;
    text-decoration: none;
  }
`;
