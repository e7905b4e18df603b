import { IdentifyRequest, SessionRequest } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { heardFrom } from '../guards/gpc.ts';
import { fromAddress, shopKey } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { readIdentity, readShopper, signShopper } from '../guards/tokens.ts';
import type { HeardConsent } from '../objects/ports.ts';
import { now } from '../platform/clock.ts';
import { mint } from '../platform/ids.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { wordsOf } from './words-of.ts';

/** POST /v1/session: a guest token, after a yes and never before; nothing is stored until the guest does something. 201 · 400 · 401 · 403 no-consent. */
export const session = new Hono<App>().post('/session', shopKey, async (c) => {
  const request = await body(c, SessionRequest);
  const consent = heardFrom(c, request.consent);
  if (consent.personalisation !== 'granted' && consent.messages !== 'granted') throw new Problem('no-consent');
  const { shopId } = c.var.door;
  fromAddress(c, 'session', shopId);
  const signed = await signShopper(c.env.RAPPORT_SECRET, {
    shopper: mint('shp'),
    shop: shopId,
    kind: 'guest',
    locale: request.locale,
    consent: { ...consent, atMs: now() },
  });
  return c.json(signed, 201);
});

/**
 * POST /v1/identify: signs a member in with what the shop's back end vouches for. The caller's own guest session is promoted in place, or merged into the
 * member they turn out to be. 200 · 400 · 401 bad-identity.
 */
export const identify = new Hono<App>().post('/identify', shopKey, async (c) => {
  const { identityToken, guestToken, consent } = await body(c, IdentifyRequest);
  const { shopId, identitySecrets } = c.var.door;
  const said = await readIdentity(identitySecrets, shopId, identityToken);
  if (!said) throw new Problem('bad-identity');
  const guest = guestToken === undefined ? null : await readShopper(c.env.RAPPORT_SECRET, guestToken);
  const { customerId, email, name, locale } = said;
  const shop = await shopOf(c.env, shopId);
  const known = unwrap(
    await shop.whoIs({ customerId, isHere: true, ...(email === null ? {} : { email }), ...(guest?.shop === shopId ? { guest: guest.shopper } : {}) }),
  );
  const agreed = consent ? heardFrom(c, consent) : guest?.consent;
  const member = {
    name,
    email,
    locale,
    ...(agreed ? { consent: consentOf(agreed) } : {}),
  };
  await onSlice(c.env, shopId, known.id, (slice, at, id) => slice.promote(at, id, member));
  if (known.merging !== null) await shop.merge(known.merging);
  const { view } = await onSlice(c.env, shopId, known.id, (slice, at, id) => slice.view(at, { id }));
  const signed = await signShopper(c.env.RAPPORT_SECRET, { shopper: known.id, shop: shopId, kind: 'member', locale: locale ?? '' });
  return c.json({ ...signed, view: { ...view, ...wordsOf(c.var.door.settings) } });
});

/** What was agreed to, without the moment that a guest's token knows of. */
const consentOf = ({ personalisation, messages, source, words, gpc }: HeardConsent): HeardConsent => ({
  personalisation,
  messages,
  source,
  words,
  ...(gpc ? { gpc } : {}),
});
