import { css } from 'lit';

/** Rows between hairlines: a picture, what has come, why, and the way out. */
export const styles = css`
  li,
  [popover]:popover-open {
    border-block-start: 1px solid var(--_line);
    display: grid;
    gap: 0 14px;
    grid-template-columns: 64px 1fr;
    padding: 16px 20px 12px;
    position: relative;
  }

  .new::before {
    block-size: 6px;
    border: 3px solid var(--_tint);
    border-radius: 50%;
    content: '';
    inline-size: 6px;
    inset-block-start: 22px;
    inset-inline-start: 7px;
    position: absolute;
  }

  .picture {
    background: var(--_wash);
    block-size: 64px;
    border-radius: var(--_control);
    display: grid;
    grid-row: 1 / span 2;
    overflow: hidden;
    place-items: center;
  }

  img {
    block-size: 100%;
    inline-size: 100%;
    object-fit: cover;
  }

  a {
    border-radius: 4px;
    color: inherit;
    display: block;
    text-decoration: none;
  }

  a::after {
    content: '';
    inset: 0 0 44px;
    position: absolute;
  }

  .what {
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .new .what {
    font-weight: 600;
  }

  a .quiet {
    display: block;
    margin-block-start: 2px;
  }

  .foot {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    padding-block-start: 2px;
  }

  .foot .quiet {
    flex-basis: 100%;
  }

  .foot .quiet::first-letter {
    text-transform: uppercase;
  }

  .foot .bare {
    position: relative;
    text-align: start;
  }

  .why {
    grid-column: 2;
  }

  .note {
    color: var(--_quiet);
    padding: 4px 20px 24px;
  }

  /* Quiet already: twice would be too pale to read. */
  .note * {
    color: inherit;
  }

  .more {
    display: block;
    margin: 8px auto;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 90%;
    margin-block: 4px;
  }
`;
