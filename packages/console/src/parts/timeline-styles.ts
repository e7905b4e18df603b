import { css } from 'lit';

/** The look of a time line: a column of times, a column of shapes, the sentences. */
export const timelineStyles = css`
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
  }

  .filter button {
    min-height: 32px;
    padding: 2px 12px;
    border-color: var(--line);
    border-radius: 999px;
    font-size: 13px;
  }

  .filter button:hover {
    border-color: var(--edge);
  }

  .filter [aria-pressed='true'] {
    border-color: var(--jade);
    background: var(--jade-ground);
    color: var(--jade);
    font-weight: 600;
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-top: 12px;
  }

  .key .source {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  h3 {
    margin-top: 20px;
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    color: var(--muted);
    font-size: 13px;
  }

  ul {
    list-style: none;
  }

  .entry {
    display: grid;
    grid-template-columns: 4.5em 20px 1fr 20px;
    align-items: start;
    gap: 0 12px;
    padding: 6px 0;
    line-height: 20px;
  }

  summary {
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::after {
    width: 7px;
    height: 7px;
    margin: 4px 6px 0;
    border-right: 1.5px solid var(--muted);
    border-bottom: 1.5px solid var(--muted);
    content: '';
    opacity: 0.5;
    transform: rotate(45deg);
  }

  summary:hover::after,
  summary:focus-visible::after,
  [open] summary::after {
    opacity: 1;
  }

  [open] summary::after {
    margin-top: 8px;
    transform: rotate(225deg);
  }

  summary:hover .words {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }

  time {
    color: var(--muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .words {
    overflow-wrap: anywhere;
  }

  .source {
    color: var(--muted);
  }

  .source.rapport svg,
  .source.staff svg {
    color: var(--jade);
  }

  .source.shop svg {
    color: var(--ink);
  }

  dl {
    margin: 0 0 12px calc(4.5em + 44px);
    padding-left: 12px;
    border-left: 1px solid var(--line);
  }

  dl div {
    display: flex;
    gap: 12px;
  }

  dt {
    flex: none;
    min-width: 11em;
    color: var(--muted);
  }

  .none {
    margin-top: 16px;
    padding: 24px 0;
    border-top: 1px solid var(--line);
    color: var(--muted);
  }

  .more {
    margin-top: 16px;
  }

  @media (max-width: 720px) {
    .entry {
      grid-template-columns: 3.6em 20px 1fr 20px;
      gap: 0 8px;
    }

    dl {
      margin-left: 0;
    }

    dl div {
      flex-direction: column;
      gap: 0;
      margin-bottom: 4px;
    }
  }
`;
