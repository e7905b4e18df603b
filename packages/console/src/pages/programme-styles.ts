import { css } from 'lit';

/** Form to the left, its effect to the right and always in sight; one above the other on a phone. */
export const programmeStyles = css`
  .beside {
    display: grid;
    grid-template-columns: minmax(0, 560px) minmax(240px, 1fr);
    align-items: start;
    gap: 32px 56px;
    margin-top: 32px;
  }

  form > h2:not(:first-child) {
    margin-top: 20px;
  }

  .beside form .pair {
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
  }

  aside {
    position: sticky;
    top: 24px;
    display: grid;
    gap: 16px;
    padding-left: 24px;
    border-left: 1px solid var(--line);
  }

  aside .field {
    max-width: 180px;
  }

  .earns {
    font-size: 18px;
    line-height: 1.4;
  }

  .earns + p {
    margin-top: 4px;
  }

  aside ul {
    margin-top: 16px;
    list-style: none;
  }

  aside li {
    display: grid;
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }

  aside strong {
    font-weight: 600;
  }

  details:not(.part, .item) {
    border-left: 2px solid var(--line);
    padding-left: 16px;
  }

  details:not(.part, .item) > summary {
    min-height: 32px;
    align-content: center;
    color: var(--muted);
    cursor: pointer;
  }

  details .inner {
    display: grid;
    gap: 16px;
    padding: 8px 0;
  }

  .versions {
    display: grid;
    gap: 8px;
    margin-top: 48px;
  }

  .save {
    padding-top: 20px;
    border-top: 1px solid var(--line);
  }

  .save .wrong {
    margin-top: 8px;
  }

  @media (max-width: 900px) {
    .beside {
      grid-template-columns: minmax(0, 1fr);
    }

    aside {
      position: static;
      padding: 24px 0 0;
      border-top: 1px solid var(--line);
      border-left: 0;
    }
  }
`;
