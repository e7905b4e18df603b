import { describe, expect, it } from 'vitest';
import { EXAMPLES, exampleMail } from './examples.ts';
import { confirmMail, escaped, messageMail, signInMail, stopHeaders } from './mail-text.ts';
import type { MailItem, MessageMail } from './mail-text.ts';

const anItem = (more: Partial<MailItem['card']> = {}, reasons?: MailItem['reasons']): MailItem => ({
  kind: 'arrival',
  url: 'https://r.example/v1/links/abc',
  reasons: reasons ?? [{ code: 'searched', query: "o'clock <b>", sinceMs: Date.UTC(2026, 4, 3), match: 'exact' }],
  card: {
    productId: 'bowl',
    title: '<script>alert(1)</script> "Bowl"',
    url: 'https://shop.example/p?a=1&b=2',
    image: 'https://shop.example/bowl.jpg',
    brand: '',
    priceMinor: 120_000,
    compareAtMinor: null,
    currency: 'TWD',
    available: true,
    ...more,
  },
});
const aMail = (more: Partial<MessageMail> = {}): MessageMail => ({
  shop: 'Tea House',
  purpose: 'asked-for',
  items: [anItem()],
  timeZone: 'UTC',
  preferencesUrl: 'https://r.example/prefs',
  stopUrl: 'https://r.example/stop/abc',
  ...more,
});

describe('the message mail', () => {
  it('says what came, why, and how to stop, as text and as HTML', () => {
    const mail = messageMail(aMail(), 'en-GB');
    expect(mail.subject).toBe('It is here: <script>alert(1)</script> "Bowl"');
    expect(mail.text).toContain("You looked for “o'clock <b>” on 3 May.");
    for (const way of ['https://r.example/stop/abc', 'https://r.example/prefs', 'https://r.example/v1/links/abc']) {
      expect([mail.text.includes(way), mail.html.includes(`href="${way}"`)]).toEqual([true, true]);
    }
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;Bowl&quot;');
    expect(mail.html).toContain('o&#39;clock &lt;b&gt;');
    expect(mail.html).not.toContain('<script>alert');
    expect(mail.html).not.toMatch(/\{\{|fonts\.g|@import/);
  });

  it('speaks Chinese to who reads it, and says when it is only close', () => {
    const near = [{ code: 'searched', query: '茶碗', sinceMs: Date.UTC(2026, 4, 3), match: 'near' }] as const;
    const mail = messageMail(aMail({ items: [anItem({ title: '抹茶碗' }, near)] }), 'zh-TW');
    expect(mail.subject).toBe('有相近的商品：抹茶碗');
    expect(mail.text).toContain('您在5月3日搜尋過「茶碗」，這項商品很接近。');
    expect(mail.html).toContain('lang="zh-Hant"');
  });

  it('names several products once each, with all their reasons', () => {
    const two = [
      { code: 'searched', query: 'pot', sinceMs: 0, match: 'exact' },
      { code: 'followed', what: 'brand', name: 'Kato', sinceMs: 0 },
    ] as const;
    const mail = messageMail(aMail({ items: [anItem({ title: 'Pot' }, two), anItem({ title: 'Cup' })] }), 'en');
    expect(mail.subject).toBe('2 things you were waiting for at Tea House');
    expect(mail.text.match(/^Pot$/gm)).toHaveLength(1);
    expect(mail.text).toContain('You looked for “pot” on January 1. You have followed “Kato” since January 1.');
    expect(mail.html.indexOf('>Pot<')).toBeLessThan(mail.html.indexOf('>Cup<'));
  });

  it.each(['javascript:alert(1)', '/products/a', 'data:text/html,x', ''])('links nowhere for %j', (url) => {
    const mail = messageMail(aMail({ items: [{ ...anItem({ image: url }), url }], stopUrl: url, preferencesUrl: url }), 'en');
    expect(mail.html).not.toMatch(/javascript:|data:text|\/products/);
    expect(mail.text).not.toContain('javascript:');
  });

  it('keeps a title that looks like a placeholder as it is', () => {
    const mail = messageMail(aMail({ items: [anItem({ title: '{{stopUrl}} $& $1' })] }), 'en');
    expect(mail.html).toContain('&#123;&#123;stopUrl}} $&amp; $1');
  });
});

it('the sign-in mail holds the code in both forms, the one that asks a link', () => {
  const mail = signInMail('123456', 'A & B', 'en');
  expect(mail).toMatchObject({ subject: 'Your sign-in code for A & B', text: expect.stringContaining('\n123456\n') });
  expect(mail.html).toContain('>123456<');
  expect(signInMail('123456', 'A', 'zh-Hant').subject).toBe('A 的登入驗證碼');
  expect(confirmMail('https://r.example/c', 'A', 'en').html).toContain('href="https://r.example/c"');
});

it('shows an example of every mail, with nothing left to fill in', () => {
  const settings = { name: 'Tea', currency: 'EUR', timeZone: 'UTC' };
  for (const example of EXAMPLES) {
    for (const locale of ['en', 'zh-Hant']) {
      const mail = exampleMail(example, settings, locale);
      expect([example, mail.subject === '', /\{\{|\{[a-z]+\}|undefined/.test(mail.subject + mail.text)]).toEqual([example, false, false]);
      expect(mail.html).not.toContain('{{');
    }
  }
  // What the shop has worded itself stands in its own words.
  const own = { paused: false, title: { en: 'Good to see you, {name}' }, text: { en: 'From {shop}.' } };
  expect(exampleMail('stage', { ...settings, stageWords: { welcome: own } }, 'en').subject).toBe('Good to see you, Mei');
  expect(exampleMail('reminder', settings, 'zh-Hant').text).toContain('保固');
});

it('escapes and offers one click to stop', () => {
  expect(escaped(`<a href="x" b='y'>&`)).toBe('&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;');
  expect(stopHeaders('https://r.example/s')).toEqual({
    'List-Unsubscribe': '<https://r.example/s>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});
