import { css, html, type TemplateResult } from 'lit';

/** A section of a long form: its heading and what stands in it in a line, the fields behind it. */
export const foldedPart = (name: string, title: string, says: string, inner: unknown, isOpen = false): TemplateResult =>
  html`<details class="part" id="part-${name}" ?open=${isOpen}>
    <summary>
      <svg class="icon turn" viewBox="0 0 20 20" aria-hidden="true"><path d="m8 5.5 4.5 4.5L8 14.5"></path></svg>
      <h2>${title}</h2>
      <span class="says">${says}</span>
    </summary>
    <div class="inside">${inner}</div>
  </details>`;

/** One of a list within a section: what it is and does in a line, its fields behind it. */
export const foldedItem = (title: string, says: string, inner: unknown, isOpen = false): TemplateResult =>
  html`<details class="item" ?open=${isOpen}>
    <summary>
      <svg class="icon turn" viewBox="0 0 20 20" aria-hidden="true"><path d="m8 5.5 4.5 4.5L8 14.5"></path></svg>
      <h3>${title}</h3>
      <span class="says">${says}</span>
    </summary>
    <div class="inside">${inner}</div>
  </details>`;

/** Opens everything that a field is folded into. */
export function unfold(field: Element | null): void {
  for (let around = field?.closest('details'); around; around = around.parentElement?.closest('details')) around.open = true;
}

/** How folded parts and items look: a line each, closed or open. */
export const foldingStyles = css`
  .part,
  .item {
    border-top: 1px solid var(--line);
  }

  .part > summary,
  .item > summary {
    display: grid;
    grid-template-columns: 20px minmax(0, auto) minmax(0, 1fr);
    align-items: baseline;
    gap: 0 10px;
    min-height: 44px;
    padding: 12px 0;
    list-style: none;
    cursor: pointer;
  }

  .item > summary {
    padding: 10px 0;
  }

  .part > summary::-webkit-details-marker,
  .item > summary::-webkit-details-marker {
    display: none;
  }

  .part > summary .turn,
  .item > summary .turn {
    align-self: center;
    stroke: var(--muted);
    transition: transform 160ms ease-out;
  }

  .part[open] > summary .turn,
  .item[open] > summary .turn {
    transform: rotate(90deg);
  }

  .says {
    overflow: hidden;
    color: var(--muted);
    font-size: 13px;
    text-align: end;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .part[open] > summary .says {
    visibility: hidden;
  }

  .part > .inside {
    display: grid;
    gap: 20px;
    padding: 4px 0 24px 30px;
  }

  .item > .inside {
    padding: 4px 0 20px 30px;
  }

  .items {
    border-bottom: 1px solid var(--line);
  }

  @media (max-width: 560px) {
    .part > summary,
    .item > summary {
      grid-template-columns: 20px minmax(0, 1fr);
    }

    .says {
      grid-column: 2;
      text-align: start;
    }

    .part > .inside {
      padding-left: 0;
    }

    .item > .inside {
      padding-left: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .turn {
      transition: none;
    }
  }
`;
