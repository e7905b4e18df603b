import { css } from 'lit';

/** Rows between hairlines: why and when on the left, how many on the right. */
export const styles = css`
  :host {
    font-variant-numeric: tabular-nums;
    min-block-size: 120px;
  }

  li {
    display: flex;
    gap: 4px 16px;
    justify-content: space-between;
    padding-block: 12px;
  }

  .what,
  .figures {
    display: grid;
    gap: 2px;
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
    margin-block: 0.92em;
  }
`;
