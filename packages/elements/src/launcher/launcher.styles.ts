import { css } from 'lit';

/** A pill in the corner of the window; it appears once it knows what to say, so that it never changes its place. */
export const styles = css`
  /* Important, so that a page that resets everything doesn't lay the pill into its text. Tokens move it. */
  :host {
    inset-block-end: calc(var(--rapport-lift, var(--rapport-offset, 20px)) + env(safe-area-inset-bottom)) !important;
    inset-inline-end: var(--rapport-offset, 20px) !important;
    position: fixed !important;
    z-index: 2147482000;
  }

  :host([position='start']) {
    inset-inline: var(--rapport-offset, 20px) auto !important;
  }

  button {
    align-items: center;
    animation: appear var(--_motion) ease-out;
    border-radius: 26px;
    box-shadow: var(--rapport-shadow, 0 1px 2px rgb(0 0 0 / 0.08), 0 8px 24px rgb(0 0 0 / 0.18));
    display: flex;
    font-variant-numeric: tabular-nums;
    gap: 10px;
    min-block-size: 52px;
    padding-inline: 18px 22px;
    transition: transform var(--_motion) ease-out;
    white-space: nowrap;
  }

  .badge {
    background: color-mix(in srgb, currentColor 12%, transparent);
    border-radius: 10px;
    font-size: 12px;
    line-height: 20px;
    margin-inline-end: -8px;
    min-inline-size: 20px;
    padding-inline: 6px;
  }

  @media (hover: hover) {
    button:hover {
      transform: translateY(-2px);
    }
  }

  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
