import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** One bar: what it stands for, how high it is, and how that is said. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly words: string;
}

const WIDTH = 640;
const HEIGHT = 120;
/** About the width of a sign of a label. */
const SIGN = 9;

/**
 * Bars over days, from zero, with the highest and the last of them labelled where they stand. The table beside it says the same to whoever can't see it, so the
 * drawing itself is not read out.
 */
export function dayBars(bars: readonly Bar[], label: string): TemplateResult {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const top = bars.findIndex(({ value }) => value === most);
  const shape = ({ value }: Bar, i: number): SVGTemplateResult => {
    const high = (value / most) * (HEIGHT - 24);
    const isNamed = value > 0 && (i === top || i === bars.length - 1);
    // A label at the end reaches back over other bars: it stands above the highest of them.
    const over =
      anchor(i, bars.length) === 'end' ? bars.slice(Math.max(0, i + 1 - Math.ceil(((bars[i]?.words.length ?? 0) * SIGN) / step)), i + 1) : [];
    const under = Math.max(high, ...over.map((one) => (one.value / most) * (HEIGHT - 24)));
    return svg`<rect x=${i * step + step * 0.15} y=${HEIGHT - high} width=${step * 0.7} height=${high} class=${i === bars.length - 1 ? 'bar last' : 'bar'}></rect>
      ${isNamed ? svg`<text x=${anchorX(i, step, bars.length)} y=${HEIGHT - under - 6} text-anchor=${anchor(i, bars.length)}>${bars[i]?.words}</text>` : ''}`;
  };
  return html`<figure class="chart">
    <figcaption>${label}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT + 20}" aria-hidden="true" preserveAspectRatio="none" class="days">
      ${bars.map(shape)}
      <line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT} class="ground"></line>
    </svg>
    <div class="ends" aria-hidden="true"><span>${bars[0]?.name}</span><span>${bars.at(-1)?.name}</span></div>
  </figure>`;
}

/** Bars side by side with their names, the longest as wide as the column; a table for whoever reads it so. */
export function namedBars(
  bars: readonly (Omit<Bar, 'value'> & { readonly value: number | null; readonly note?: string })[],
  caption: string,
): TemplateResult {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return html`<table class="bars">
    <caption class="only-heard">
      ${caption}
    </caption>
    <tbody>
      ${bars.map(
        ({ name, value, words, note }) =>
          html`<tr>
            <th scope="row">${name}${note ? html`<small>${note}</small>` : ''}</th>
            <td class="drawn">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width=${((value ?? 0) / most) * 100} height="10" class="bar"></rect>
              </svg>
            </td>
            <td class="right">${words}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const anchor = (i: number, length: number): string => (i < length * 0.1 ? 'start' : i > length * 0.9 ? 'end' : 'middle');
const anchorX = (i: number, step: number, length: number): number =>
  anchor(i, length) === 'start' ? i * step : anchor(i, length) === 'end' ? (i + 1) * step : (i + 0.5) * step;

/** Charts: one accent, hairlines, labels in the text's own type. */
export const barStyles = css`
  .chart {
    margin: 16px 0 0;
  }
  .chart figcaption {
    color: var(--muted);
    font-size: 13px;
  }
  .days {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
  }
  .bar {
    fill: color-mix(in oklab, var(--jade) 55%, var(--paper));
  }
  .bar.last {
    fill: var(--jade);
  }
  .ground {
    stroke: var(--line);
  }
  .days text {
    fill: var(--ink);
    font: 500 15px var(--text);
    font-variant-numeric: tabular-nums;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-top: -12px;
    color: var(--muted);
    font-size: 13px;
  }
  .bars th {
    position: static;
    width: 1%;
    height: 40px;
    padding-right: 24px;
    background: none;
    box-shadow: none;
    border-bottom: 1px solid var(--line);
    color: var(--ink);
    font-size: 15px;
  }
  .bars th small {
    display: block;
    min-width: 200px;
    max-width: 260px;
    color: var(--muted);
    font-weight: 400;
    font-size: 13px;
    line-height: 1.3;
    white-space: normal;
  }
  .bars .drawn {
    padding-right: 16px;
  }
  .bars svg {
    display: block;
    width: 100%;
    height: 10px;
  }
  .bars td.right {
    width: 1%;
  }
  @media (max-width: 720px) {
    .bars th {
      padding-right: 12px;
      white-space: normal;
    }
    .bars th small {
      display: none;
    }
  }
`;
