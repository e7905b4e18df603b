import { css } from 'lit';

/** A card below the bell on a wide window, a sheet from below on a phone. */
export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(400px, 100vw - 16px);
    inset: auto;
    max-block-size: min(560px, 100dvh - 16px);
  }

  header {
    justify-content: space-between;
    padding-inline: 20px 6px;
  }

  .scroll {
    padding-block-end: 8px;
  }
`;
