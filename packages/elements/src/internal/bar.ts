import { css, html, type TemplateResult } from 'lit';

/** A hairline that is filled as far as something is reached: 0 to 1. Drawn by attributes, since a page may allow no inline styles. Needs `barStyles`. */
export const renderBar = (share: number): TemplateResult =>
  html`<svg class="bar" part="bar" aria-hidden="true">
    <rect class="track" width="100%" height="4" rx="2" />
    <rect width="${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%" height="4" rx="2" />
  </svg>`;

export const barStyles = css`
  .bar {
    block-size: 4px;
    display: block;
    fill: var(--_tint);
    inline-size: 100%;
    margin-block: 12px 8px;
  }

  .track {
    fill: var(--_line);
  }
`;
