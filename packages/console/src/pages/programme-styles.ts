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
