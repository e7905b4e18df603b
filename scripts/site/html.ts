/** Markup that is safe to write as it stands. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
/** What may stand in a template; texts are escaped, nothing writes nothing. */
export type Child = Markup | string | number | null | undefined | readonly Child[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const written = (child: Child): string =>
  child instanceof Markup
    ? child.text
    : Array.isArray(child)
      ? child.map(written).join('')
      : String(child ?? '').replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** Markup from a template. */
export const html = (strings: TemplateStringsArray, ...children: readonly Child[]): Markup =>
  new Markup(String.raw({ raw: strings }, ...children.map(written)));

/** A text as the name of a place in a page: `CSS parts` becomes `css-parts`. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
