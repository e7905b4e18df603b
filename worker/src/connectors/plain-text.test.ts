import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cut, oneLine, textOf } from './plain-text.ts';

it.each([
  ['<p>Clay &amp; <b>glass</b></p><p>Two</p>', 'Clay & glass\nTwo'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['<script>alert("<p>x</p>")</script>after', 'after'],
  ['<STYLE>p{}</style ><p>x', 'x'],
  ['<!-- <p>no</p> -->yes<!-- open', 'yes'],
  ['3 < 5 and 5 > 3', '3 < 5 and 5 > 3'],
  ['<a title="a > b" href=x>link</a>', 'link'],
  ['&lt;script&gt;', '<script>'],
  ['&#8364;&#x20AC;&#xD800;&nope;&#0;', '€€\uFFFD&nope;\uFFFD'],
  ['<p', ''],
  ['plain\r\n  text\t here', 'plain\ntext here'],
  ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
  ['İ<script>x</script>İ', 'İ\nİ'],
])('makes text of %s', (html, text) => {
  expect(textOf(html)).toBe(text);
});

it('takes time that grows with length only', () => {
  const time = (piece: string, times: number): number => {
    const html = piece.repeat(times);
    const start = performance.now();
    textOf(html);
    return performance.now() - start;
  };
  for (const piece of ['<', '<a ', '<!--', '<script>', '</', '&#', '<a href="', '< <', '<!']) expect(time(piece, 200_000)).toBeLessThan(2_000);
});

it('always gives well-formed text without a tag that was one', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', 'a', '/', '!', '-', '&', '#', ';', 'x', 'D', '8', '0', '"', '=', ' ', '😀') }),
      (html) => {
        expect(textOf(html).isWellFormed()).toBe(true);
        expect(textOf(`<b>${html.replace(/[<&>"]/g, '')}</b>`)).not.toContain('<');
      },
    ),
  );
});

it('never cuts a character in half', () => {
  expect(cut('ab😀', 3)).toBe('ab');
  expect(cut('ab😀', 4)).toBe('ab😀');
  expect(oneLine('  a\u0007\n\tb  ', 10)).toBe('a b');
});
