import { css } from 'lit';

/** Rail and column. */
export const appStyles = css`
  :host {
    display: grid;
    grid-template-columns: 216px minmax(0, 1fr);
    min-height: 100dvh;
  }

  .column {
    max-width: 1080px;
    padding: 40px 48px 96px;
  }

  main:focus {
    outline: none;
  }

  .skip {
    position: fixed;
    top: 8px;
    left: 8px;
    z-index: 2;
    padding: 8px 16px;
    border-radius: 8px;
    background: var(--jade);
    color: var(--on-jade);
    opacity: 0;
    transform: translateY(-64px);
  }

  .skip:focus {
    opacity: 1;
    transform: none;
  }

  .again {
    margin-top: 16px;
  }

  @media (max-width: 800px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto 1fr;
    }

    .column {
      padding: 24px 16px 64px;
    }
  }
`;
