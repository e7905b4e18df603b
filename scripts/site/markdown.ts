import { html, Markup, slug } from './html.ts';

// As much of Markdown as our own documents and docstrings use: headings, paragraphs, lists, fences, code, links, bold. Anything else stands as it is written.

/** Where a link of a document leads on the site; null = nowhere, its words stay. */
export type LinkMap = (href: string) => string | null;

const INLINE = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*/g;

/** The words of one paragraph. */
export function inline(text: string, link: LinkMap = (href) => href): Markup {
  const parts: Markup[] = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, code, words, href, bold] = found;
    parts.push(html`${text.slice(from, found.index)}`);
    if (code !== undefined) parts.push(html`<code>${code}</code>`);
    else if (href !== undefined) parts.push(linked(link(href), inline(words ?? '', link)));
    else parts.push(html`<strong>${inline(bold ?? '', link)}</strong>`);
    from = found.index + whole.length;
  }
  return html`${parts}${text.slice(from)}`;
}

const linked = (href: string | null, words: Markup): Markup => (href === null ? words : html`<a href="${href}">${words}</a>`);

/** A block of code with its copy button, which the script of the site brings to life. */
export const code = (text: string): Markup =>
  html`<div class="code">
    <button type="button" data-copy hidden>Copy</button>
    <pre tabindex="0"><code>${text}</code></pre>
  </div>`;

/** A document. `lower` moves headings down, so that a page keeps its one first heading. */
export function markdown(text: string, link?: LinkMap, lower = 0): Markup {
  const fences: string[] = [];
  const blocks = text
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/^```\w*\n([\s\S]*?)^```$/gm, (_, inner: string) => `\n\n\0${fences.push(inner.trimEnd()) - 1}\n\n`)
    .split(/\n{2,}/)
    .filter((block) => block.trim());
  return html`${blocks.map((block) => blockOf(block.replace(/^\n+|\n+$/g, ''), fences, link, lower))}`;
}

function blockOf(block: string, fences: readonly string[], link: LinkMap | undefined, lower: number): Markup {
  if (block.startsWith('\0')) return code(fences[Number(block.slice(1))] ?? '');
  const heading = /^(#{1,4}) (.*)$/.exec(block);
  if (heading) {
    const level = (heading[1] ?? '#').length + lower;
    const words = heading[2] ?? '';
    return new Markup(`<h${level} id="${slug(words)}">${inline(words, link).text}</h${level}>`);
  }
  if (block.startsWith('- '))
    return html`<ul>
      ${block.split(/\n(?=- )/).map((item) => html`<li>${inline(item.slice(2).replaceAll(/\s+/g, ' '), link)}</li>`)}
    </ul>`;
  return html`<p>${inline(block.replaceAll(/\s+/g, ' '), link)}</p>`;
}
