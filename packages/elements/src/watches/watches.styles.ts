import { css } from 'lit';

/** A list with hairlines: what is waited for, what it is, and what can be done with it. */
export const styles = css`
  li {
    padding-block: 12px;
  }

  h3 {
    margin-block-start: 28px;
  }

  .name {
    overflow-wrap: anywhere;
  }

  .paused .name {
    color: var(--_quiet);
  }

  .acts {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    margin-block-start: 4px;
  }

  select {
    font-size: var(--_small);
    padding-inline: 8px;
  }

  .edit {
    display: grid;
    gap: 8px;
    margin-block: 8px;
    max-inline-size: 28em;
  }

  .edit label {
    display: grid;
    gap: 4px;
  }

  .edit .acts {
    gap: 12px;
  }

  .tick {
    accent-color: var(--_tint);
    align-items: center;
    display: flex;
    gap: 10px;
    min-block-size: 44px;
  }

  .bone.line {
    margin-block: 4px 68px;
  }
`;
