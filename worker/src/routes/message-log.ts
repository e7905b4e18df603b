import { MessageLogQuery, TemplateQuery, TemplateTest } from '@rapport/protocol';
import type { ChannelView } from '@rapport/protocol';
import { Hono } from 'hono';
import { mailWayOf, mailWorks, publicUrl, pushWorks } from '../channels/channels.ts';
import { sendMail } from '../channels/email.ts';
import { EXAMPLES, exampleMail } from '../channels/examples.ts';
import type { App, AppContext } from '../guards/context.ts';
import { onEverySlice } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { pageOf } from '../platform/page-of.ts';
import { Problem } from '../platform/problem.ts';

/** GET /v1/messages: every decision with its reason, from all slices, the newest first. */
export const messageLog = new Hono<App>().get('/', staff, async (c) => {
  const { before, limit, ...filter } = query(c, MessageLogQuery);
  const pages = await onEverySlice(c.env, c.var.door, (slice, at) => slice.messageLog(at, { before: before ?? null, limit: limit + 1, ...filter }));
  const found = pages.flatMap((page) => page.traces).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const { shown, next } = pageOf(found, limit, ({ id }) => id);
  return c.json({ traces: shown, next });
});

const localeOf = (c: AppContext, asked: string): string => asked || (c.var.door.settings.locales[0] ?? 'en');

/** Under /v1/templates: what the mails look like, and one of them to oneself. */
export const templates = new Hono<App>()
  .get('/', staff, (c) => {
    const locale = localeOf(c, query(c, TemplateQuery).locale);
    return c.json({ templates: EXAMPLES.map((id) => ({ id, ...exampleMail(id, c.var.door.settings, locale) })) });
  })
  .get('/:id', staff, (c) => {
    const { locale } = query(c, TemplateQuery);
    const id = EXAMPLES.find((one) => one === c.req.param('id'));
    if (!id) throw new Problem('not-found');
    // The mail's own styles and pictures, and nothing that runs or calls out.
    const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return c.html(exampleMail(id, c.var.door.settings, localeOf(c, locale)).html, 200, {
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
  })
  .post('/:id/test', staff, async (c) => {
    const { locale } = await body(c, TemplateTest);
    const id = EXAMPLES.find((one) => one === c.req.param('id'));
    if (!id) throw new Problem('not-found');
    const { settings } = c.var.door;
    const mail = exampleMail(id, settings, localeOf(c, locale));
    const sent = await sendMail(c.env, { to: c.var.staff.email, from: settings.mailFrom, fromName: settings.name, ...mail });
    if (!sent.ok) throw new Problem('mail-off', { detail: sent.reason });
    return c.json({ sentTo: c.var.staff.email }, 202);
  });

/** Under /v1/channels: which work, and what is missing where one doesn't. */
export const channels = new Hono<App>()
  .get('/', staff, (c) => c.json({ channels: channelsOf(c) }))
  .post('/:id/test', staff, async (c) => {
    const found = channelsOf(c).find(({ id }) => id === c.req.param('id'));
    if (!found) throw new Problem('not-found');
    if (found.id !== 'email' || !found.works) return c.json({ ok: found.works, reason: found.works ? null : (found.missing[0] ?? null) });
    const { settings } = c.var.door;
    const mail = exampleMail('arrival', settings, localeOf(c, ''));
    const sent = await sendMail(c.env, { to: c.var.staff.email, from: settings.mailFrom, fromName: settings.name, ...mail });
    return c.json({ ok: sent.ok, reason: sent.ok ? null : sent.reason });
  });

const channelsOf = (c: AppContext): ChannelView[] => {
  const { mailFrom } = c.var.door.settings;
  const url = publicUrl(c.env) === null ? (['public-url'] as const) : [];
  const way = mailWayOf(c.env);
  return [
    { id: 'inbox', works: true, way: 'socket', missing: [] },
    {
      id: 'email',
      works: mailWorks(c.env, mailFrom),
      way,
      missing: [...(mailFrom === '' ? (['sender'] as const) : []), ...(way === 'none' ? (['mail-server'] as const) : []), ...url],
    },
    { id: 'push', works: pushWorks(c.env), way: 'web-push', missing: [...url] },
  ];
};
