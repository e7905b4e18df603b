import { expect, test } from 'vitest';
import { codeOf } from './code.ts';
import { worth } from './search.ts';

test('says what was chosen, escaped, and no more', () => {
  expect(codeOf('rapport-points', { attributes: {}, slots: {}, tokens: {} })).toBe('<rapport-points></rapport-points>');
  expect(
    codeOf('rapport-x', { attributes: { bare: '', query: 'a "b" <c>' }, slots: { heading: 'Tea & ware' }, tokens: { '--rapport-gap': '8px' } }),
  ).toBe(
    '<rapport-x bare query="a &quot;b&quot; &lt;c>">\n  <span slot="heading">Tea &amp; ware</span>\n</rapport-x>\n\n' +
      "/* in the page's style sheet */\n:root {\n  --rapport-gap: 8px;\n}",
  );
});

test('every word must be found, and a title counts most', () => {
  const entry = ['/docs/x', 'rapport-points', 'A balance', 'compact'] as const;
  expect(worth(entry, ['rapport', 'balance'])).toBeGreaterThan(worth(entry, ['compact']));
  expect(worth(entry, ['points', 'kettle'])).toBe(0);
});
