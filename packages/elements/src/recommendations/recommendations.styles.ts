import { css } from 'lit';

/** A row to push by hand where it is narrow, a grid where there is room. */
export const styles = css`
  :host {
    container-type: inline-size;
    overflow-clip-margin: 4px;
    overflow-x: clip;
  }

  /* Its words come with the client, which knows whether the shop has words of its own: until then it keeps its place. */
  h2 {
    margin-block-end: 16px;
    min-block-size: 1lh;
  }

  .cards {
    display: grid;
    gap: 28px calc(var(--_gap) + 4px);
    grid-auto-columns: clamp(140px, 42%, 240px);
    grid-auto-flow: column;
    margin-inline-start: -4px;
    overflow: auto hidden;
    overscroll-behavior-inline: contain;
    padding: 4px;
    scroll-padding-inline: 4px;
    scroll-snap-type: inline mandatory;
    scrollbar-width: none;
  }

  .cards > * {
    scroll-snap-align: start;
  }

  /* Arrows where the browser draws them, which also moves the focus along and says when there is no further; elsewhere it is a row. */
  :host([layout='carousel']) {
    position: relative;
  }

  :host([layout='carousel']) .cards::scroll-button(inline-start) {
    content: '‹';
    inset-inline-start: 4px;
  }

  :host([layout='carousel']) .cards::scroll-button(inline-end) {
    content: '›';
    inset-inline-end: 4px;
  }

  .cards::scroll-button(*) {
    background: Canvas;
    block-size: 44px;
    border: 1px solid var(--_line);
    border-radius: 50%;
    color: CanvasText;
    cursor: pointer;
    font-size: var(--_big);
    inline-size: 44px;
    inset-block-start: calc(50% - 44px);
    position: absolute;
  }

  .cards::scroll-button(*):disabled {
    visibility: hidden;
  }

  :host([layout='grid']) .cards {
    grid-auto-flow: row;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    margin: 0;
    overflow: visible;
    padding: 0;
  }

  @container (inline-size >= 560px) {
    :host(:not([layout='row'], [layout='carousel'])) .cards {
      grid-auto-flow: row;
      grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
      margin: 0;
      overflow: visible;
      padding: 0;
    }
  }

  .card {
    border-radius: var(--_radius);
    color: inherit;
    display: flex;
    flex-direction: column;
    max-inline-size: 300px;
    text-decoration: none;
  }

  li {
    position: relative;
  }

  .gone {
    align-content: center;
    justify-content: center;
    padding: 16px;
    text-align: center;
  }

  .hide {
    align-items: center;
    background: none;
    color: var(--_quiet);
    display: flex;
    inset-block-start: 0;
    inset-inline-end: 0;
    justify-content: center;
    padding: 0;
    position: absolute;
    inline-size: 44px;
  }

  @media (hover: hover) {
    li:not(:hover, :focus-within) .hide {
      opacity: 0;
    }
  }

  .picture {
    aspect-ratio: 1;
    background: var(--_wash);
    border-radius: var(--_radius);
    display: grid;
    margin-block-end: 10px;
    overflow: hidden;
    place-items: center;
  }

  .picture > * {
    grid-area: 1 / 1;
  }

  .picture .icon {
    block-size: 36px;
    inline-size: 36px;
    opacity: 0.35;
  }

  img {
    block-size: 100%;
    inline-size: 100%;
    object-fit: cover;
    transition: transform var(--_motion) ease-out;
  }

  .title {
    -webkit-box-orient: vertical;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    line-height: 1.3;
    margin-block-end: 2px;
    overflow: hidden;
    overflow-wrap: anywhere;
    padding-block-end: 0.1em;
  }

  .price {
    font-variant-numeric: tabular-nums;
    margin-block-start: 6px;
  }

  s {
    color: var(--_quiet);
    margin-inline-start: 6px;
  }

  .reason {
    line-height: 1.35;
    margin-block-start: 6px;
  }

  @media (hover: hover) {
    .card:hover img {
      transform: scale(1.03);
    }

    .card:hover .title {
      text-decoration: underline;
      text-decoration-thickness: 1px;
      text-underline-offset: 0.2em;
    }
  }

  .bone.title {
    block-size: 1.3em;
    display: block;
    inline-size: 80%;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 45%;
    margin-block-start: 6px;
  }
`;
