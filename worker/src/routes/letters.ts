import { mayLetFollow } from '@rapport/domain/knowing';
import type { PreferencesView, Purpose } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onSlice } from '../guards/doors.ts';
import { byLink } from '../guards/guards.ts';
import { readBytes } from '../guards/schema.ts';
import type { Answer, At, SlicePort, WatchFacts } from '../objects/ports.ts';
import { now } from '../platform/clock.ts';
import { Problem } from '../platform/problem.ts';
import { take } from './claim.ts';
import { chosenIn, wishIn } from './letter-form.ts';
import { confirmPage, preferencePage, stopPage } from './letter-page.ts';
import type { Page } from './letter-page.ts';
import { offerPage } from './offer-page.ts';

/** What a refusal to take an offer says of it: somebody else had the last one, or it has ended meanwhile. */
const GONE: ReadonlySet<string> = new Set(['out-of-stock', 'unknown-offer', 'offer-changed']);
const FORM_BYTES = 16_384;
/** A wish is paused whatever the catalogue knows. */
const NO_FACTS: WatchFacts = { product: null, common: {} };
const PURPOSES: readonly string[] = ['asked-for', 'service', 'promotional'] satisfies Purpose[];

/** What a link out of a mail leads to. No sign-in: whoever holds the link may do what it says, and that can be undone. Opening a page never changes anything, for mail programs open links by themselves. */
export const letters = new Hono<App>()
  .get('/links/:token', byLink('click'), async (c) => {
    const { url, offerId } = await toSlice(c, (slice, at, id) => slice.click(at, id, c.var.link.ref));
    // A feed may name its products by path only: then they are where the shop's pages are.
    const base = c.var.door.settings.origins[0];
    c.header('Referrer-Policy', 'no-referrer');
    if (offerId !== null) {
      // It is to be had where its owner put it; with no such place, or no address of the shop, on a page of ours.
      const { isOnPages } = await toSlice(c, (slice, at, id) => slice.offerLetter(at, id, c.var.link.ref));
      if (base === undefined || !isOnPages) return c.redirect(`/v1/links/${c.req.param('token')}/offer`, 302);
    }
    const found = URL.canParse(url, base) ? new URL(url, base) : null;
    if (!found || !/^https?:$/.test(found.protocol)) throw new Problem('not-found');
    return c.redirect(found.href, 302);
  })
  .get('/links/:token/offer', byLink('click'), async (c) => page(c, await offerOf(c)))
  .post('/links/:token/offer', byLink('click'), async (c) => {
    await form(c);
    const { shopper, ref } = c.var.link;
    const { offer, offerId } = await toSlice(c, (slice, at, id) => slice.offerLetter(at, id, ref));
    if (offer?.state === 'open')
      await take(c, shopper, offerId, `letter:${ref}`, (call) => toSlice(c, (slice, at, id) => call(slice, at, { id }))).catch(isGone);
    return page(c, await offerOf(c));
  })
  .get('/preferences/:token', byLink('prefs'), async (c) => page(c, await preferencesOf(c, false)))
  .post('/preferences/:token', byLink('prefs'), async (c) => {
    const sent = await form(c);
    const wish = wishIn(sent);
    const patch = wish ? null : chosenIn(sent);
    if (wish) await toSlice(c, (slice, at, id) => slice.changeWatch(at, id, wish.id, { paused: wish.paused }, NO_FACTS));
    if (patch) await toSlice(c, (slice, at, id) => slice.choose(at, { id }, patch));
    return page(c, await preferencesOf(c, true));
  })
  .get('/stop/:token', byLink('stop'), async (c) => page(c, stopPage((await chosen(c)).shop.name, languageOf(c), false)))
  .post('/stop/:token', byLink('stop'), async (c) => {
    await form(c);
    const purpose = purposeOf(c);
    const { chosen: now } = await toSlice(c, (slice, at, id) => slice.stop(at, id, purpose));
    return page(c, stopPage(now.shop.name, languageOf(c), true));
  })
  .get('/confirm/:token', byLink('confirm'), async (c) => page(c, confirmPage((await chosen(c)).shop.name, languageOf(c), false)))
  .post('/confirm/:token', byLink('confirm'), async (c) => {
    await form(c);
    const { chosen: now } = await toSlice(c, (slice, at, id) => slice.confirmMail(at, id, c.var.link.ref));
    return page(c, confirmPage(now.shop.name, languageOf(c), true));
  });

const toSlice = <T>(c: AppContext, call: (slice: SlicePort, at: At, id: string) => Promise<Answer<T>>): Promise<{ ok: true } & T> =>
  onSlice(c.env, c.var.link.shop, c.var.link.shopper, call);

/** The offer as it stands now: a refusal that means it is no longer to be had needs no more than that said. */
const isGone = (error: unknown): void => {
  if (!(error instanceof Problem) || !GONE.has(error.code)) throw error;
};

const offerOf = async (c: AppContext): Promise<Page> => {
  const { offer } = await toSlice(c, (slice, at, id) => slice.offerLetter(at, id, c.var.link.ref));
  return offerPage(offer, c.var.door.settings, languageOf(c), now());
};

const chosen = async (c: AppContext): Promise<PreferencesView> => (await toSlice(c, (slice, at, id) => slice.preferences(at, id))).chosen;

const preferencesOf = async (c: AppContext, isSaved: boolean): Promise<Page> => {
  const { watches, consent } = (await toSlice(c, (slice, at, id) => slice.view(at, { id }))).view;
  const asksFollows = mayLetFollow(c.var.door.settings, consent);
  return preferencePage(await chosen(c), { watches, asksFollows, isSaved }, languageOf(c));
};

const purposeOf = (c: AppContext): Purpose => {
  const { ref } = c.var.link;
  if (!PURPOSES.includes(ref)) throw new Problem('bad-link');
  return ref as Purpose;
};

/** What a form sent, whatever its type says: mail programs post `List-Unsubscribe=One-Click` in their own ways. */
const form = async (c: AppContext): Promise<URLSearchParams> => new URLSearchParams(new TextDecoder().decode(await readBytes(c, FORM_BYTES)));

const languageOf = (c: AppContext): 'en' | 'zh-Hant' => (/^zh\b/i.test(c.req.header('Accept-Language') ?? '') ? 'zh-Hant' : 'en');

/** A page without script, in no frame, that nobody keeps and no search engine finds. */
const page = (c: AppContext, { html, style }: { html: string; style: string }): Response =>
  c.html(html, 200, {
    'Content-Security-Policy': `default-src 'none'; style-src '${style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
    'X-Content-Type-Options': 'nosniff',
  });
