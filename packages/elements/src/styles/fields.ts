import { css } from 'lit';

/** What one writes into or chooses from. */
export const fields = css`
  input:where(:not([type='checkbox'])),
  select {
    background: none;
    border: 1px solid color-mix(in oklab, currentColor 45%, transparent);
    border-radius: var(--_control);
    color: inherit;
    font: inherit;
    max-inline-size: 100%;
    min-block-size: 44px;
    min-inline-size: 0;
    padding: 8px 12px;
  }

  option {
    background: Canvas;
    color: CanvasText;
  }
`;
