/** Text that is markup already and must not be escaped again. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template. `false`, `null` and `undefined` print nothing; lists are joined. */
export type Child = Markup | string | number | false | null | undefined | readonly Child[];

/** Escapes a value for element content and for quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);
}

function print(child: Child): string {
  if (child instanceof Markup) return child.text;
  if (typeof child === 'string') return escapeHtml(child);
  if (typeof child === 'number') return String(child);
  if (child === false || child === null || child === undefined) return '';
  return child.map(print).join('');
}

/** A template whose values are escaped: markup comes only from this function. */
export function html(strings: TemplateStringsArray, ...values: readonly Child[]): Markup {
  let out = strings[0] ?? '';
  values.forEach((value, i) => {
    out += print(value) + (strings[i + 1] ?? '');
  });
  return new Markup(out);
}

/** Data inside a script element: a closing tag in a product's name must not close ours. */
export function scriptJson(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
