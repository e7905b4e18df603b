import { css } from 'lit';

/** A card above the launcher on a wide window, a sheet on a phone. */
export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    block-size: 640px;
    inline-size: 400px;
    inset: auto;
    inset-block-end: calc(var(--rapport-lift, var(--rapport-offset, 20px)) + 64px);
    inset-inline-end: var(--rapport-offset, 20px);
    margin: 0;
    max-block-size: calc(100dvh - 112px);
    max-inline-size: none;
    overflow: hidden;
    padding: 0;
    position: fixed;
  }

  :host([position='start']) dialog {
    inset-inline: var(--rapport-offset, 20px) auto;
  }

  dialog[open] {
    animation: arrive 200ms ease-out;
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: none;
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }

  header {
    align-items: center;
    display: flex;
    flex: none;
    padding-block: 8px 4px;
    padding-inline: 24px 8px;
  }

  header:has(.turn) {
    padding-inline-start: 8px;
  }

  h2 {
    flex: 1;
    font-size: var(--_big);
    line-height: 1.15;
    min-inline-size: 0;
    overflow: hidden;
    padding-block: 4px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .round {
    border-radius: 50%;
    flex: none;
    inline-size: 44px;
    padding: 12px;
  }

  .turn:dir(rtl) .icon {
    transform: scaleX(-1);
  }

  .scroll {
    align-content: start;
    display: grid;
    flex: 1;
    gap: 32px;
    grid-auto-rows: max-content;
    grid-template-columns: minmax(0, 1fr);
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 12px 24px 32px;
    scrollbar-width: thin;
  }

  .scroll:focus-visible {
    outline-offset: -3px;
  }

  .inbox {
    padding: 4px 0 16px;
  }

  summary {
    cursor: pointer;
    min-block-size: 44px;
    padding-block: 10px;
  }

  .tabs {
    border-block-start: 1px solid var(--_line);
    display: grid;
    flex: none;
    grid-template-columns: repeat(4, 1fr);
    padding-block-end: env(safe-area-inset-bottom);
  }

  [role='tab'] {
    border-radius: 0;
    color: var(--_quiet);
    display: grid;
    font-size: var(--_small);
    gap: 2px;
    justify-items: center;
    line-height: 1.3;
    min-block-size: 60px;
    padding: 10px 4px 8px;
    position: relative;
  }

  [role='tab']::before {
    background: var(--_tint);
    block-size: 2px;
    content: '';
    inset: -1px 28% auto;
    opacity: 0;
    position: absolute;
    transition: opacity 160ms ease-out;
  }

  [aria-selected='true'] {
    color: color-mix(in oklab, var(--_accent) 55%, currentColor);
    font-weight: 600;
  }

  [aria-selected='true']::before {
    opacity: 1;
  }

  [role='tab']:focus-visible {
    outline-offset: -3px;
  }

  .dot {
    background: var(--_tint);
    block-size: 7px;
    border-radius: 50%;
    inline-size: 7px;
    inset-block-start: 9px;
    inset-inline-start: calc(50% + 8px);
    position: absolute;
  }

  @media (width < 560px) {
    .floating {
      border: 0;
      border-radius: 16px 16px 0 0;
    }

    dialog,
    :host([position='start']) dialog {
      animation-name: rise;
      block-size: calc(100dvh - 24px);
      inline-size: 100vw;
      inset: auto 0 0;
      max-block-size: none;
    }

    dialog::backdrop {
      background: rgb(0 0 0 / 0.4);
    }

    header {
      padding-block-start: 18px;
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
      opacity: 0;
      transform: translateY(32px);
    }
  }
`;
