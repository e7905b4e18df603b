import type { Decision } from '@rapport/domain/decide';
import { IDEMPOTENCY_KEY, OfferAsk, OfferChange, OfferDraft, OfferPreview, PastQuery } from '@rapport/protocol';
import type { Offer, OfferDecision, OfferPage, OfferRow } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onEverySlice, onSlice, shopOf } from '../guards/doors.ts';
import { shopper, staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import type { OfferSum } from '../objects/offer-ports.ts';
import { pageOf } from '../platform/page-of.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { mySlice } from './caller.ts';
import { take } from './claim.ts';

/** Under /v1/me/offers: what one shopper is offered, takes and doesn't want. */
export const myOffers = new Hono<App>()
  .get('/', shopper, async (c) => {
    return c.json(await offersOf(c, query(c, OfferAsk)));
  })
  .post('/:id/claim', shopper, claim)
  .on(['POST', 'DELETE'], '/:id/decline', shopper, async (c) => {
    await mySlice(c, (slice, at, caller) => slice.declineOffer(at, caller, c.req.param('id'), c.req.method === 'POST'));
    return c.body(null, 204);
  });

/** What the one who asks is offered in a place. */
export const offersOf = async (c: AppContext, ask: OfferAsk): Promise<OfferPage> => {
  const { offers: found } = await mySlice(c, (slice, at, caller) => slice.offersFor(at, caller, ask));
  return { offers: found, currency: c.var.door.settings.currency };
};

/** POST /v1/me/offers/:id/claim: the same Idempotency-Key gets the same answer again. */
async function claim(c: AppContext): Promise<Response> {
  const key = c.req.header(IDEMPOTENCY_KEY) ?? '';
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Problem('invalid-body', { detail: `The header ${IDEMPOTENCY_KEY} is needed: 1 to 255 visible signs.` });
  return c.json(await take(c, c.var.shopper.shopper, c.req.param('id') ?? '', key, (call) => mySlice(c, call)), 201);
}

/** Under /v1/offers: the shop's offers as its staff makes and follows them. */
export const offers = new Hono<App>()
  .get('/', staff, async (c) => {
    const [rows, sums] = [await (await shopOf(c.env, c.var.door.shopId)).offers(), await sumsOf(c)];
    return c.json({ offers: rows.map(({ offer, left }): OfferRow => ({ offer, left, sum: sums(offer.id) })) });
  })
  .post('/', staff, async (c) => {
    const draft = await body(c, OfferDraft);
    return c.json(unwrap(await (await shopOf(c.env, c.var.door.shopId)).makeOffer(draft, c.var.staff.email)).offer, 201);
  })
  .post('/count', staff, async (c) => {
    const draft = await body(c, OfferDraft);
    return c.json(await countFor(c, asOffer(draft)));
  })
  .post('/preview', staff, async (c) => {
    const { shopperId, offerId, draft } = await body(c, OfferPreview);
    return c.json(await decisionsFor(c, shopperId, asOffer(draft, offerId)));
  })
  .get('/:id', staff, async (c) => {
    const { offer, left, versions } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).offer(c.req.param('id')));
    return c.json({ offer, left, versions, sum: (await sumsOf(c))(offer.id) });
  })
  .patch('/:id', staff, async (c) => {
    const change = await body(c, OfferChange);
    return c.json(unwrap(await (await shopOf(c.env, c.var.door.shopId)).changeOffer(c.req.param('id'), change, c.var.staff.email)).offer);
  });

/** GET /v1/rules/versions: the contact rules as they were. */
export const rules = new Hono<App>().get('/versions', staff, async (c) => {
  const { before, limit } = query(c, PastQuery);
  const from = before === undefined ? null : Number(before);
  if (from !== null && !Number.isSafeInteger(from)) throw new Problem('invalid-query', { detail: 'That is not a place in this list.' });
  const found = await (await shopOf(c.env, c.var.door.shopId)).rulesVersions(from, limit + 1);
  const { shown, next } = pageOf(found, limit, ({ version }) => String(version));
  return c.json({ versions: shown, next });
});

/** GET /v1/shoppers/:id/decisions: what this person would get now on each channel, and why not the rest. */
export const decisions = new Hono<App>().get('/:id/decisions', staff, async (c) => c.json(await decisionsFor(c, c.req.param('id'), null)));

const asOffer = (draft: OfferDraft, id = 'draft'): Offer => ({ ...draft, id, version: 1, state: 'running', changedAtMs: 0 });

const decisionsFor = async (c: AppContext, shopperId: string, draft: Offer | null): Promise<{ shopperId: string; decisions: OfferDecision[] }> => {
  const { role } = c.var.staff;
  const found = await onSlice(c.env, c.var.door.shopId, shopperId, (slice, at, id) =>
    slice.simulate(at, id, role as 'owner' | 'manager' | 'marketer' | 'agent' | 'analyst', draft),
  );
  const only = (offerId: string): boolean => draft === null || offerId === draft.id;
  return { shopperId, decisions: found.decisions.map((decision) => said(decision, only)) };
};

const said = ({ situation, atMs, seed, given, withheld }: Decision, only: (offerId: string) => boolean): OfferDecision => ({
  channel: situation.channel,
  placement: situation.placement,
  atMs,
  seed,
  given: given
    .filter(({ offer }) => only(offer.id))
    .map(({ offer, why, promise }) => ({ offerId: offer.id, name: offer.name, version: offer.version, why: [...why], promised: promise !== null })),
  withheld: withheld
    .filter(({ offer }) => only(offer.id))
    .map(({ offer, reason, rule, tell }) => ({ offerId: offer.id, name: offer.name, version: offer.version, reason, rule, tell })),
});

const NOTHING: OfferSum = { shown: 0, ghosts: 0, taken: 0, used: 0, declined: 0 };

/** What came of each offer, over all slices. */
const sumsOf = async (c: AppContext): Promise<(offerId: string) => OfferSum> => {
  const slices = await onEverySlice(c.env, c.var.door, (slice, at) => slice.offerSums(at));
  return (offerId) =>
    slices.reduce<OfferSum>((sum, { sums }) => {
      const one = sums[offerId] ?? NOTHING;
      return {
        shown: sum.shown + one.shown,
        ghosts: sum.ghosts + one.ghosts,
        taken: sum.taken + one.taken,
        used: sum.used + one.used,
        declined: sum.declined + one.declined,
      };
    }, NOTHING);
};

const countFor = async (c: AppContext, offer: Offer): Promise<{ people: number; eligible: number }> => {
  let [people, eligible] = [0, 0];
  const after = new Map(c.var.door.seats.map(({ slice }) => [slice, '']));
  while (after.size > 0) {
    const seats = c.var.door.seats.filter(({ slice }) => after.has(slice));
    const pieces = await onEverySlice(c.env, { ...c.var.door, seats }, (slice, at, index) => slice.eligible(at, offer, after.get(index) ?? ''));
    for (const [place, piece] of pieces.entries()) {
      people += piece.people;
      eligible += piece.eligible;
      const index = seats[place]?.slice ?? -1;
      if (piece.next === null) after.delete(index);
      else after.set(index, piece.next);
    }
  }
  return { people, eligible };
};
