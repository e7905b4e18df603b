import { css } from 'lit';

/** Fields, their hints and refusals, choices and the line of buttons under a form. */
export const forms = css`
  form {
    display: grid;
    gap: 20px;
    max-width: 560px;
  }

  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
  }

  label,
  legend {
    padding: 0;
    font-weight: 500;
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: 20px 16px;
  }

  /* Labels of one or two lines, fields in one line with each other, hints below. */
  .pair > .field {
    grid-row: span 3;
    grid-template-rows: subgrid;
    row-gap: 4px;
  }

  .pair label {
    align-self: end;
  }

  input:not([type='checkbox'], [type='radio'], [type='file']),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: var(--control);
    padding: 6px 12px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--raised);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  textarea {
    resize: vertical;
  }

  [aria-invalid='true'] {
    border-color: var(--alarm) !important;
  }

  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--jade);
  }

  .hint,
  .wrong {
    color: var(--muted);
    font-size: 13px;
    text-wrap: pretty;
  }

  .wrong {
    color: var(--alarm);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin-top: 4px;
  }

  .choice {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    font-weight: 400;
    cursor: pointer;
  }

  @media (pointer: coarse) {
    .choice {
      min-height: 44px;
    }
  }

  .search {
    display: flex;
    gap: 8px;
    width: min(100%, 360px);
    max-width: none;
  }
`;
