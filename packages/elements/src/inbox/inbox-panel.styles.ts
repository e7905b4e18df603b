import { css } from 'lit';

/** A card below the bell on a wide window, a sheet from below on a phone. */
export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(400px, 100vw - 16px);
    inset: auto;
    margin: 0;
    max-block-size: min(560px, 100dvh - 16px);
    max-inline-size: none;
    overflow: hidden;
    padding: 0;
    position: fixed;
  }

  dialog[open] {
    animation: arrive 180ms ease-out;
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: none;
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-4px);
    }
  }

  header {
    align-items: center;
    display: flex;
    flex: none;
    justify-content: space-between;
    padding-block: 6px;
    padding-inline: 20px 6px;
  }

  h2 {
    font-size: var(--_big);
    line-height: 1.15;
  }

  .close {
    inline-size: 44px;
    padding: 12px;
  }

  .scroll {
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding-block-end: 8px;
  }

  @media (width < 560px) {
    .floating {
      border: 0;
      border-radius: 16px 16px 0 0;
    }

    dialog {
      animation-name: rise;
      block-size: calc(100dvh - 32px);
      inline-size: 100vw;
      inset: auto 0 0 !important;
      max-block-size: none;
      padding-block-end: env(safe-area-inset-bottom);
    }

    dialog::backdrop {
      background: rgb(0 0 0 / 0.4);
    }

    header {
      padding-block-start: 16px;
    }

    header::before {
      background: var(--_line);
      block-size: 4px;
      border-radius: 2px;
      content: '';
      inline-size: 36px;
      inset: 8px calc(50% - 18px) auto;
      position: absolute;
    }
  }

  @keyframes rise {
    from {
      transform: translateY(24px);
      opacity: 0;
    }
  }
`;
