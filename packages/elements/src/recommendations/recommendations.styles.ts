import { css } from 'lit';

/** A row to push by hand where it is narrow, a grid where there is room. */
export const styles = css`
  :host {
    container-type: inline-size;
    inline-size: -webkit-fill-available; /* what is measured has no width of its own: a page that centres it would have it vanish */
    overflow-clip-margin: 4px;
    overflow-x: clip;
    position: relative;
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
    scrollbar-color: var(--_line) transparent;
    scrollbar-width: thin;
  }

  .cards > * {
    scroll-snap-align: start;
  }

  /* Whoever has a mouse needs arrows to move a row. The browser's own move the focus along as well, and say when there is no further. */
  ul::scroll-button(inline-start) {
    content: '‹' / attr(data-back);
    inset-inline-start: 4px;
  }

  ul::scroll-button(inline-end) {
    content: '›' / attr(data-on);
    inset-inline-end: 4px;
  }

  ul::scroll-button(*) {
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

  ul::scroll-button(*):disabled {
    visibility: hidden;
  }

  @media (hover: none) {
    :host(:not([layout='carousel'])) ul::scroll-button(*) {
      content: none;
    }
  }

  /* Where the browser draws them there is no need for a bar to pull. */
  @supports selector(::scroll-button(*)) {
    .cards {
      scrollbar-width: none;
    }
  }

  :host([layout='grid']) .cards {
    grid-auto-flow: row;
    grid-template-columns: repeat(auto-fill, minmax(clamp(140px, 21%, 340px), 1fr));
    margin: 0;
    overflow: visible;
    padding: 0;
  }

  @container (inline-size >= 560px) {
    :host(:not([layout='row'], [layout='carousel'])) .cards {
      grid-auto-flow: row;
      grid-template-columns: repeat(auto-fill, minmax(clamp(140px, 21%, 340px), 1fr));
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
    text-decoration: none;
  }

  li {
    position: relative;
  }

  .gone {
    padding: 16px;
    place-content: center;
    text-align: center;
  }

  .hide {
    color: var(--_quiet);
    inset-block-start: 0;
    inset-inline-end: 0;
    padding: 12px;
    position: absolute;
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
      text-underline-offset: 0.2em;
    }
  }

  .bone.title {
    block-size: 1.3em;
    inline-size: 80%;
  }

  .bone.line {
    block-size: 1em;
    inline-size: 45%;
    margin-block-start: 6px;
  }
`;
