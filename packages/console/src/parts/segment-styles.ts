import { css } from 'lit';

/** The segment editor: a condition a line, on a phone one below the other. */
export const segmentStyles = css`
  td a:not(.button) {
    color: inherit;
    font-weight: 500;
  }
  form {
    max-width: 760px;
  }
  .conditions {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .condition {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) minmax(0, 2fr) auto;
    gap: 8px;
    align-items: center;
  }
  .counted {
    min-height: 32px;
    font-size: 24px;
    line-height: 1.3;
  }
  @media (max-width: 720px) {
    .condition {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-bottom: 12px;
      border-bottom: 1px solid var(--line);
    }
    .condition > :nth-child(-n + 3) {
      grid-column: 1 / -1;
    }
    .condition .bare {
      justify-self: start;
    }
  }
`;
