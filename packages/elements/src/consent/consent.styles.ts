import { css } from 'lit';

/** A sheet at the foot of a phone, a card in the corner of a wide window. It covers little and blocks nothing. */
export const styles = css`
  :host {
    inset: auto 0 0 !important;
    position: fixed !important;
    z-index: 2147483000;
  }

  .floating {
    border: 0 solid transparent;
    border-block-start-width: 1px;
    border-radius: 16px 16px 0 0;
  }

  section {
    animation: rise var(--_motion) ease-out;
    max-block-size: 80dvh;
    overflow: auto;
    padding: 20px 20px calc(20px + env(safe-area-inset-bottom));
  }

  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(16px);
    }
  }

  h2 {
    margin-block-end: 8px;
  }

  .choices {
    display: grid;
    gap: 8px;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    margin-block-start: 16px;
  }

  .plain {
    font-weight: 600;
  }

  @media (width >= 560px) {
    :host {
      inset: auto auto var(--rapport-offset, 20px) var(--rapport-offset, 20px) !important;
      inline-size: min(420px, 100vw - 40px);
    }

    .floating {
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }

    section {
      padding: 24px;
    }
  }
`;
