/** What was chosen in the fields: values by name. */
export interface Chosen {
  readonly attributes: Record<string, string>;
  readonly slots: Record<string, string>;
  readonly tokens: Record<string, string>;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The markup and the style that make a component what was chosen, ready to be pasted. */
export function codeOf(tag: string, { attributes, slots, tokens }: Chosen): string {
  const told = Object.entries(attributes).map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`));
  const inside = Object.entries(slots).map(([slot, text]) => `\n  <span slot="${slot}">${escaped(text)}</span>`);
  const markup = `<${tag}${told.join('')}>${inside.join('')}${inside.length ? '\n' : ''}</${tag}>`;
  const style = Object.entries(tokens).map(([name, value]) => `\n  ${name}: ${value};`);
  return style.length ? `${markup}\n\n/* in the page's style sheet */\n:root {${style.join('')}\n}` : markup;
}
