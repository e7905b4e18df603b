import { css } from 'lit';

/** Sections between hairlines; a switch is its whole row, so that a thumb finds it. */
export const styles = css`
  :host {
    max-inline-size: 44em;
    min-block-size: 240px;
  }

  h2 + p {
    margin-block-start: 8px;
  }

  h3 {
    font-weight: 600;
    margin-block-end: 4px;
  }

  :host([bare]) section:first-of-type {
    border: 0;
    margin: 0;
    padding: 0;
  }

  section {
    border-block-start: 1px solid var(--_line);
    margin-block-start: 20px;
    padding-block-start: 16px;
  }

  label,
  .always {
    align-items: center;
    display: grid;
    gap: 2px 16px;
    grid-template-columns: 1fr auto;
    min-block-size: 44px;
    padding-block: 8px;
  }

  label {
    cursor: pointer;
  }

  label .quiet,
  .always .quiet {
    grid-column: 1;
  }

  input {
    appearance: none;
    background: color-mix(in oklab, currentColor 45%, transparent);
    block-size: 26px;
    border-radius: 13px;
    color: inherit;
    cursor: inherit;
    grid-row: 1 / span 2;
    grid-column: 2;
    inline-size: 44px;
    margin: 0;
    position: relative;
  }

  input::before {
    background: var(--_paper);
    block-size: 20px;
    border-radius: 10px;
    content: '';
    inline-size: 20px;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    position: absolute;
    transition: transform var(--_motion) ease-out;
  }

  input:checked {
    background: var(--_tint);
  }

  input:checked::before {
    transform: translateX(18px);
  }

  :host(:dir(rtl)) input:checked::before {
    transform: translateX(-18px);
  }

  input:disabled {
    cursor: progress;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }

  section > p + p,
  [role='group'] > p + p {
    margin-block-start: 8px;
  }

  [role='group'] {
    background: var(--_wash);
    border-radius: var(--_radius);
    margin-block-start: 12px;
    padding: 16px;
  }

  [role='group'] .quiet {
    color: inherit;
  }

  .bone {
    block-size: 1em;
    inline-size: 60%;
    margin-block: 18px;
  }

  @media (forced-colors: active) {
    input {
      background: ButtonFace;
      border: 1px solid ButtonText;
      forced-color-adjust: none;
    }

    input:checked {
      background: Highlight;
    }

    input::before {
      background: ButtonText;
      inset-block-start: 2px;
    }
  }
`;
