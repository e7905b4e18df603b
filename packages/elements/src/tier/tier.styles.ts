import { css } from 'lit';

/** A name, a hairline of progress, what it brings. */
export const styles = css`
  .name {
    font-size: var(--_big);
    line-height: 1.15;
  }

  .name + .say {
    margin-block-start: 4px;
  }

  li {
    padding-block: 10px;
  }

  .bone.name {
    block-size: 1.15em;
    inline-size: 7em;
  }
`;
