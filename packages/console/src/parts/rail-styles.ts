import { css } from 'lit';

/** The rail: brand, places, and who is here at its foot. */
export const railStyles = css`
  :host {
    position: sticky;
    top: 0;
    display: flex;
    flex-direction: column;
    gap: 32px;
    height: 100dvh;
    padding: 24px 12px 16px;
    overflow-y: auto;
    border-right: 1px solid var(--line);
    background: var(--rail);
  }

  header {
    display: grid;
    gap: 4px;
    padding: 0 12px;
  }

  .brand {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    color: var(--ink);
    font: 600 18px/1.15 var(--title);
    text-decoration: none;
  }

  .brand svg {
    color: var(--jade);
  }

  .shop {
    overflow: hidden;
    color: var(--muted);
    font-size: 13px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  nav {
    display: grid;
    gap: 2px;
  }

  nav a {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: var(--control);
    padding: 4px 12px;
    border-radius: 8px;
    color: var(--ink);
    text-decoration: none;
  }

  nav a svg {
    color: var(--muted);
  }

  nav a:hover {
    background: color-mix(in oklab, var(--ink) 5%, transparent);
  }

  nav a[aria-current] {
    background: color-mix(in oklab, var(--ink) 8%, transparent);
    font-weight: 600;
  }

  nav a[aria-current] svg {
    color: var(--jade);
  }

  footer {
    display: grid;
    gap: 4px;
    margin-top: auto;
    padding: 0 4px;
  }

  footer button {
    min-height: 32px;
    padding: 4px 8px;
    border-color: transparent;
    color: var(--muted);
    font-size: 13px;
    font-weight: 400;
  }

  footer button:hover {
    border-color: var(--line);
    color: var(--ink);
  }

  footer [aria-pressed='true'] {
    color: var(--ink);
    font-weight: 600;
  }

  .languages {
    display: flex;
    flex-wrap: wrap;
  }

  .docs {
    align-content: center;
    justify-self: start;
    min-height: 32px;
    padding: 4px 8px;
    color: var(--muted);
    font-size: 13px;
    text-decoration: none;
  }

  .docs:hover {
    color: var(--ink);
    text-decoration: underline;
  }

  .email {
    overflow: hidden;
    padding: 0 8px;
    color: var(--muted);
    font-size: 13px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .out {
    justify-self: start;
  }

  @media (pointer: coarse) {
    footer button {
      min-height: 44px;
    }
  }

  @media (max-width: 800px) {
    :host {
      position: static;
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 4px 12px;
      height: auto;
      padding: 12px 16px 0;
      overflow: visible;
      border-right: 0;
      border-bottom: 1px solid var(--line);
    }

    header {
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 0;
    }

    .named .brand span {
      display: none;
    }

    .shop {
      min-width: 0;
      color: var(--ink);
      font: 600 15px/1.2 var(--title);
    }

    footer {
      display: flex;
      align-items: center;
      margin: 0;
      padding: 0;
    }

    .languages {
      flex-wrap: nowrap;
    }

    /* One can only change to the other language, so that one stands here. */
    .languages [aria-pressed='true'],
    .docs,
    .email {
      display: none;
    }

    nav {
      grid-column: 1 / -1;
      grid-row: 2;
      display: flex;
      gap: 0;
      margin: 0 -8px;
      overflow-x: auto;
      scrollbar-width: none;
    }

    nav a {
      flex: 1 0 auto;
      justify-content: center;
      min-height: 44px;
      padding: 4px 8px;
      border-radius: 0;
      font-size: 14px;
    }

    nav a svg {
      display: none;
    }

    nav a[aria-current] {
      background: none;
      box-shadow: inset 0 -2px var(--jade);
    }
  }
`;
