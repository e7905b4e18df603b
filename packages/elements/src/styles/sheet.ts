import { css } from 'lit';

/** A dialog that is a card on a wide window and a sheet from below on a phone, with something to hold it by. Comes after the component's own sheet. */
export const sheet = css`
  dialog {
    margin: 0;
    max-inline-size: none;
    overflow: hidden;
    padding: 0;
    position: fixed;
  }

  dialog[open] {
    animation: arrive var(--_motion) ease-out;
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: none;
  }

  header {
    align-items: center;
    display: flex;
    flex: none;
    padding-block: 8px 4px;
  }

  .round {
    border-radius: 50%;
    flex: none;
    inline-size: 44px;
    padding: 12px;
  }

  .scroll {
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  @media (width < 560px) {
    dialog[open] {
      /* Drawn where a page has only the system's colours. */
      border: 0 solid transparent;
      border-block-start-width: 1px;
      border-radius: 16px 16px 0 0;
      block-size: calc(100dvh - 24px);
      inline-size: 100vw;
      inset: auto 0 0 !important;
      max-block-size: none !important;
      padding-block-end: env(safe-area-inset-bottom);
    }

    dialog::backdrop {
      background: rgb(0 0 0 / 0.4);
    }

    header {
      padding-block-start: 18px;
    }

    header::before {
      border: 2px solid var(--_line);
      border-radius: 2px;
      content: '';
      inline-size: 36px;
      inset: 8px calc(50% - 18px) auto;
      position: absolute;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(16px);
    }
  }
`;
