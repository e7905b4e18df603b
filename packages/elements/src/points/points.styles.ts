import { css } from 'lit';

/** A number, a hairline of progress, a sentence. */
export const styles = css`
  :host {
    max-inline-size: 44em;
    min-block-size: 92px;
  }

  :host([compact]) {
    display: inline-block;
    min-block-size: 0;
  }

  .sum {
    align-items: baseline;
    display: flex;
    flex-wrap: wrap;
    gap: 0 6px;
    line-height: 1.15;
  }

  .number {
    font-size: var(--_huge);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }

  .pending {
    margin-inline-start: auto;
    padding-inline-start: 12px;
  }

  .say + .say {
    margin-block-start: 2px;
  }

  .sum + .say {
    margin-block-start: 10px;
  }

  .compact {
    align-items: center;
    display: inline-flex;
    font-variant-numeric: tabular-nums;
    gap: 8px;
    white-space: nowrap;
  }

  .compact::before {
    block-size: 8px;
    border: 4px solid var(--_tint);
    border-radius: 50%;
    content: '';
    inline-size: 8px;
  }

  .bone {
    block-size: 1em;
    inline-size: 5em;
  }

  .bone.number {
    inline-size: 3.2em;
    margin-block: 0.075em;
  }

  .bone.say {
    inline-size: min(16em, 100%);
  }
`;
