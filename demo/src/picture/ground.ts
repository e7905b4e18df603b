import { n } from './pen.ts';
import { GROUNDS } from './traits.ts';

/** The one style sheet of all pictures: a ground for the day, one for the night, and the shadow on it. */
export const PICTURE_STYLE =
  GROUNDS.map(([day], i) => `.g${i}{fill:${day}}`).join('') +
  '.s{fill:#3a2c1a;opacity:.1}' +
  `@media(prefers-color-scheme:dark){${GROUNDS.map(([, night], i) => `.g${i}{fill:${night}}`).join('')}.s{fill:#0c0a07;opacity:.24}}`;

/** A soft shadow without a gradient: two flat ovals, the smaller within the larger, falling to the right. */
export function shadow(cx: number, y: number, rx: number, lean = 0.16): string {
  const one = (grow: number): string =>
    `<ellipse class="s" cx="${n(cx + rx * lean * grow)}" cy="${n(y)}" rx="${n(rx * (1 + lean * 0.4) * grow)}" ry="${n(Math.max(5, rx * 0.17 * grow))}"/>`;
  return one(1.12) + one(0.94);
}

/** Puts a drawing on its ground. Ids inside are unique to one file only, which is how images are used. */
export function frame(drawing: string, ground: number, title: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800" role="img" xml:lang="zh-Hant"><title>${title}</title>` +
    `<style>${PICTURE_STYLE}</style><rect class="g${n(ground)}" width="400" height="400"/>${drawing}</svg>`
  );
}
