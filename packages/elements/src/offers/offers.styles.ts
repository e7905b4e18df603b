import { css } from 'lit';

/** A quiet card between the shop's own things: what it is, what to know, one action. */
export const styles = css`
  ul {
    display: grid;
    gap: var(--_gap);
  }

  li {
    align-items: start;
    background: var(--_wash);
    border: 1px solid transparent; /* an edge where colours are forced and the wash is gone */
    border-radius: var(--_radius);
    display: flex;
    gap: 16px;
    padding: 15px 15px 5px;
  }

  .gone {
    margin-block-start: -10px; /* its button has room of its own */
  }

  img {
    block-size: 72px;
    border-radius: var(--_control);
    flex: none;
    inline-size: 72px;
    object-fit: cover;
  }

  .body {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .title {
    font-weight: 600;
    line-height: 1.3;
  }

  .body > p {
    max-inline-size: 44em;
    margin-block-start: 4px;
  }

  .facts {
    font-variant-numeric: tabular-nums;
  }

  .acts {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-block-start: 10px;
  }

  .why {
    margin-block-start: 8px;
  }

  :host([placement='banner']) li {
    align-items: center;
  }

  /* Where there is room, what can be done stands opposite what is said. */
  @media (width >= 900px) {
    :host([placement='banner']) .body:has([part='action']) {
      display: grid;
      grid-template-columns: 1fr auto;
    }

    .body > * {
      grid-column: 1;
    }

    :host([placement='banner']) .acts:has([part='action']) {
      grid-area: 1 / 2 / span 4;
      margin-block: 0;
      margin-inline: 32px 8px;
    }
  }
`;
