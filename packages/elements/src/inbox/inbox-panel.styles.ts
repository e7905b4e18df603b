import { css } from 'lit';

/** A card below the bell on a wide window, a sheet from below on a phone; and a small card that goes after ten seconds, or stays where nothing may move. */
export const styles = css`
  :host {
    display: contents;
  }

  dialog,
  [popover] {
    inline-size: min(400px, 100vw - 16px);
    inset: auto;
  }

  dialog {
    max-block-size: min(560px, 100dvh - 16px);
  }

  header {
    justify-content: space-between;
    padding-inline: 20px 6px;
  }

  .scroll {
    padding-block-end: 8px;
  }

  [popover]:popover-open {
    animation: tell 10s;
    block-size: auto; /* as WebKit has it, a grid that is to fit what is in it fills the window */
    grid-template-columns: 64px 1fr auto;
    padding: 12px;
    padding-inline-end: 4px;
    position: fixed;
  }

  [popover]:is(:hover, :focus-within) {
    animation-play-state: paused;
  }

  [popover] a::after {
    inset: 0;
  }

  [popover] .round {
    align-self: start;
    margin-block: -8px;
    position: relative;
  }

  @keyframes tell {
    0%,
    100% {
      opacity: 0;
    }

    2%,
    98% {
      opacity: 1;
    }
  }
`;
