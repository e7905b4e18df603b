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
    max-block-size: calc(100dvh - 112px);
  }

  :host([position='start']) dialog {
    inset-inline: var(--rapport-offset, 20px) auto;
  }

  header {
    padding-inline: 20px 8px;
  }

  header:has(.turn) {
    padding-inline-start: 8px;
  }

  h2 {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    padding-block: 4px;
    text-overflow: ellipsis;
    white-space: nowrap;
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
    padding: 12px 20px 32px;
    scrollbar-width: thin;
  }

  .scroll:focus-visible {
    outline-offset: -3px;
  }

  .scroll > * {
    min-block-size: 0;
  }

  .link {
    justify-self: start;
    align-items: center;
    border-radius: var(--_control);
    display: inline-flex;
    min-block-size: 44px;
    padding: 8px 20px;
    text-decoration: none;
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
    border-block-start: 2px solid var(--_tint);
    content: '';
    inset: -1px 28% auto;
    opacity: 0;
    position: absolute;
    transition: opacity var(--_motion) ease-out;
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
    block-size: 8px;
    border: 4px solid var(--_tint);
    border-radius: 50%;
    inline-size: 8px;
    inset-block-start: 9px;
    inset-inline-start: calc(50% + 8px);
    position: absolute;
  }
`;
