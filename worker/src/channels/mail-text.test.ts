import { describe, expect, it } from 'vitest';
import { arrivalMail, escaped, signInMail, stopHeaders } from './mail-text.ts';

const arrival = {
  shop: 'Tea House',
  title: '<script>alert(1)</script> "Bowl"',
  url: 'https://shop.example/p?a=1&b=2',
  price: 'NT$1,200',
  query: "o'clock <b>",
  match: 'exact',
  stopUrl: 'https://r.example/stop/abc',
} as const;

describe('the arrival mail', () => {
  it('says what came, why, and how to stop, as text and as HTML', () => {
    const mail = arrivalMail(arrival, 'en-GB');
    expect(mail.subject).toBe('It is here: <script>alert(1)</script> "Bowl"');
    expect(mail.text).toContain("You searched for “o'clock <b>” at Tea House. Now there is:");
    expect(mail.text).toContain('https://r.example/stop/abc');
    expect(mail.html).toContain('<a href="https://shop.example/p?a=1&amp;b=2">&lt;script&gt;alert(1)&lt;/script&gt; &quot;Bowl&quot;</a>');
    expect(mail.html).toContain('o&#39;clock &lt;b&gt;');
    expect(mail.html).not.toMatch(/<script|style=/);
  });

  it('speaks Chinese to who reads it, and says when it is only close', () => {
    const mail = arrivalMail({ ...arrival, title: '抹茶碗', query: '茶碗', match: 'near' }, 'zh-TW');
    expect(mail.subject).toBe('到貨了：抹茶碗');
    expect(mail.text).toContain('您曾在 Tea House 搜尋「茶碗」，這項商品很接近：');
    expect(mail.html).toContain('<html lang="zh-Hant">');
  });

  it.each(['javascript:alert(1)', '/products/a', 'data:text/html,x', ''])('links nowhere for %j', (url) => {
    const mail = arrivalMail({ ...arrival, url, stopUrl: url }, 'en');
    expect(mail.html).not.toContain('href');
    expect(mail.text).not.toContain('javascript:');
  });
});

it('the sign-in mail holds the code in both forms', () => {
  expect(signInMail('123456', 'A & B', 'en')).toMatchObject({
    subject: 'Your sign-in code for A & B',
    text: expect.stringContaining('\n123456\n'),
    html: expect.stringContaining('<strong>123456</strong>'),
  });
  expect(signInMail('123456', 'A', 'zh-Hant').subject).toBe('A 的登入驗證碼');
});

it('escapes and offers one click to stop', () => {
  expect(escaped(`<a href="x" b='y'>&`)).toBe('&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;');
  expect(stopHeaders('https://r.example/s')).toEqual({
    'List-Unsubscribe': '<https://r.example/s>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});
