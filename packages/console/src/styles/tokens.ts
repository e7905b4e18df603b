import { css } from 'lit';

/** Colours, type and space of the console, as custom properties; the colours follow the page's `color-scheme`. */
export const tokens = css`
  :host {
    --paper: light-dark(#faf8f4, #161614);
    --rail: light-dark(#f3f0e8, #1b1b18);
    --raised: light-dark(#ffffff, #1f1f1c);
    --ink: light-dark(#1b1b18, #ecebe4);
    --muted: light-dark(#5d5b52, #a8a599);
    --line: light-dark(#e2ddd1, #33322d);
    --edge: light-dark(#8b877a, #77746a);
    --jade: light-dark(#2f6b57, #86c7ae);
    --jade-ground: light-dark(#e6efea, #1e2c26);
    --on-jade: light-dark(#ffffff, #10221b);
    --alarm: light-dark(#98301f, #f2a592);
    --alarm-ground: light-dark(#f9ebe7, #33211d);
    /* Latin faces first: a Chinese face sets ’ and “ a whole character wide, in English too. */
    --text:
      Seravek, 'Gill Sans Nova', Calibri, 'Source Sans 3', 'Noto Sans', 'Helvetica Neue', Arial, 'PingFang TC', 'Noto Sans TC', 'Noto Sans CJK TC',
      system-ui, sans-serif;
    --title: 'Iowan Old Style', Georgia, 'Songti TC', 'Noto Serif TC', 'Noto Serif CJK TC', serif;
    --code: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    --control: 36px;
    color: var(--ink);
    font: 15px/1.45 var(--text);
  }

  @media (pointer: coarse) {
    :host {
      --control: 44px;
    }
  }
`;
