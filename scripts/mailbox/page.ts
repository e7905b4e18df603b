import { createHash } from 'node:crypto';
import type { Mail } from './post.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b18; --paper: #faf8f4; --quiet: #66645c; --line: #dcd8ce; --jade: #2f6b57 }
@media (prefers-color-scheme: dark) { :root { --ink: #ece9e2; --paper: #191917; --quiet: #a5a196; --line: #38362f; --jade: #83c2ab } }
body { margin: 0 auto; max-width: 44rem; padding: 48px 20px 96px; background: var(--paper); color: var(--ink); font: 15px/1.45 Seravek, "PingFang TC", "Noto Sans TC", system-ui, sans-serif }
h1 { margin: 0 0 4px; font: 34px/1.15 "Iowan Old Style", "Songti TC", Georgia, serif }
h2 { margin: 0 0 8px; font: 24px/1.15 "Iowan Old Style", "Songti TC", Georgia, serif; overflow-wrap: anywhere }
.note, dl { color: var(--quiet); font-size: 13px }
article { margin-top: 32px; padding-top: 28px; border-top: 1px solid var(--line) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 12px; margin: 0 0 16px }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
a { color: var(--jade) }
`;

/**
 * What the page may do: nothing but be read. Mails are the words of strangers, so no script, no picture, no form, no frame,
 * and only this one style runs here.
 */
export const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The same for a mail in its own clothes: its own styles and pictures of this machine, still nothing that runs, asks or is sent. Links open in a new tab. */
export const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:* http://127.0.0.1:*; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

/** A mail in its own clothes. */
export const mailPage = (html: string): string => html.replace(/<head[^>]*>/i, '$&<base target="_blank">');

/** The mailbox as a page: all mails, the newest on top; it looks again by itself. */
export const mailboxPage = (mails: readonly Mail[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="4">
<title>Mailbox (${mails.length})</title>
<style>${STYLE}</style>
<h1>Mailbox</h1>
<p class="note">Everything this shop has sent. Nothing leaves your machine.</p>
${mails.map(article).join('\n') || '<article><p>No mail yet. Sign in to the console, and the code will come here.</p></article>'}
</html>
`;

const article = (mail: Mail): string => `<article id="m${escaped(mail.id)}">
<h2>${escaped(mail.subject) || 'No subject'}</h2>
<dl><dt>From</dt><dd>${escaped(mail.from)}</dd><dt>To</dt><dd>${escaped(mail.to.join(', '))}</dd><dt>Sent</dt><dd><time datetime="${new Date(mail.atMs).toISOString()}">${when(mail.atMs)}</time></dd></dl>
<pre>${withLinks(mail.text)}</pre>${mail.hasHtml ? `\n<p class="note"><a href="/mails/${escaped(mail.id)}">See it as it was designed</a></p>` : ''}
</article>`;

const when = (atMs: number): string => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign);

/** Escaped text in which plain http addresses can be followed. */
const withLinks = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escaped(part)}" rel="noreferrer">${escaped(part)}</a>` : escaped(part)))
    .join('');
