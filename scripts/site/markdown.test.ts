import { expect, test } from 'vitest';
import { html } from './html.ts';
import { inline, markdown } from './markdown.ts';

test('what stands in a template is escaped, markup of our own is not', () => {
  expect(html`<a href="${'"&<'}">${[html`<b>${1}</b>`, null, '<i>']}</a>`.text).toBe('<a href="&quot;&amp;&lt;"><b>1</b>&lt;i&gt;</a>');
});

test('code, links and bold words; a link goes where the site says', () => {
  expect(inline('`<a>` of [docs `x`](docs/x.md), **at** once', () => '/docs/x').text).toBe(
    '<code>&lt;a&gt;</code> of <a href="/docs/x">docs <code>x</code></a>, <strong>at</strong> once',
  );
  expect(inline('[a `b`](c.md)', () => null).text).toBe('a <code>b</code>');
});

test('headings move down and get a name, lists and fences keep their lines', () => {
  const page = markdown(
    '# In a page\n\none\ntwo\n\n- a\n  b\n- c\n\n```html\n<p>\n\n# no heading\n```\n<!-- nothing -->',
    undefined,
    1,
  ).text.replaceAll(/>\s+</g, '><');
  expect(page).toContain('<h2 id="in-a-page">In a page</h2><p>one two</p><ul><li>a b</li><li>c</li></ul>');
  expect(page).toContain('<pre tabindex="0"><code>&lt;p&gt;\n\n# no heading</code></pre>');
  expect(page).not.toContain('nothing');
});
