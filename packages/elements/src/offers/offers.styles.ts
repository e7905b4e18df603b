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
    border-radius: var(--_radius);
    display: flex;
    gap: 16px;
    padding: 16px 16px 6px;
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

  @container (inline-size < 420px) {
    img {
      block-size: 56px;
      inline-size: 56px;
    }
  }
`;
