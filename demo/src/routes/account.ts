import { Hono } from 'hono';
import { accountPage, signInPage } from '../pages/account.ts';
import { isLocale } from '../locale.ts';
import { wordsIn } from '../words/index.ts';
import { fields, localeOf, remember, show, goTo, visitOf, type Ctx, type Env } from './context.ts';
import { EMAIL } from './till.ts';

function enter(c: Ctx, personId: string, event: 'login' | 'sign_up', { back, friend = '' }: Readonly<Record<string, string>>): Response {
  const { visits } = c.var.shop;
  const locale = localeOf(c);
  const token = visits.become(visitOf(c).id, personId);
  remember(c, token);
  const visit = visits.find(token, c.var.shop.now());
  if (visit !== undefined) visits.leave(visit.id, { kind: 'event', event: { event, method: 'demo' } }, { kind: 'word', word: 'welcome' });
  // Whoever came by a friend's link still has it in the address: the component there says so.
  return goTo(
    c,
    back === 'checkout' ? `/${locale}/checkout` : `/${locale}/account${friend === '' ? '' : `?friend=${encodeURIComponent(friend.slice(0, 32))}`}`,
  );
}

/** Who one is: sign in, sign up, sign out, what one bought. */
export const account = new Hono<Env>()
  .get('/account', (c) => {
    const { shop, visit } = c.var;
    const person = visit?.person;
    return show(c, 200, (scene) =>
      person === undefined
        ? signInPage(scene, shop.visits.ready(), { back: c.req.query('back') ?? '', friend: c.req.query('friend') ?? '' }, undefined)
        : accountPage(scene, person, shop.orders.of(person.id)),
    );
  })
  .post('/account/sign-in', async (c) => {
    const given = await fields(c);
    const person = c.var.shop.visits.ready().find(({ id }) => id === given['person']);
    return person === undefined ? goTo(c, `/${localeOf(c)}/account`) : enter(c, person.id, 'login', given);
  })
  .post('/account/sign-up', async (c) => {
    const { shop } = c.var;
    const given = await fields(c);
    const locale = localeOf(c);
    const name = (given['name'] ?? '').trim().slice(0, 80);
    const email = (given['email'] ?? '').trim().slice(0, 120);
    if (name === '' || !EMAIL.test(email))
      return show(c, 422, (scene) =>
        signInPage(scene, shop.visits.ready(), given, name === '' ? wordsIn(locale).fieldMissing : wordsIn(locale).emailWrong),
      );
    const { person, isNew } = shop.visits.join(email, name, isLocale(locale) ? locale : 'en', shop.now());
    return enter(c, person.id, isNew ? 'sign_up' : 'login', given);
  })
  .post('/account/sign-out', (c) => {
    const { shop, visit } = c.var;
    if (visit !== undefined) {
      const token = shop.visits.become(visit.id, undefined);
      remember(c, token);
      const now = shop.visits.find(token, shop.now());
      if (now !== undefined) shop.visits.leave(now.id, { kind: 'word', word: 'bye' });
    }
    return goTo(c, `/${localeOf(c)}/account`);
  });
