import { afterEach, describe, expect, test } from 'vitest';
import type { ReferralView } from '@rapport/protocol';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { aConfig } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-refer.ts';

const aReferral = (more: Partial<ReferralView> = {}): ReferralView => ({
  code: 'K7PX-9RTM',
  points: 100,
  friendPoints: 50,
  friends: 0,
  mine: 'none',
  ...more,
});
const LINK = '/?friend={code}';
const here = location.href;
afterEach(() => history.replaceState(null, '', here));

const showing = async (referral: ReferralView, properties: { link?: string } = {}, locale = 'en-GB') => {
  const { client, answers, called } = aClient(
    { 'GET /v1/me': aView(), 'GET /v1/me/referral': referral, 'POST /v1/me/referral': aView({ version: 9 }) },
    { locale },
  );
  return { refer: await mount('rapport-refer', client, properties), answers, called };
};

describe('rapport-refer', () => {
  test('shows the code and the link, what both get, and that nobody has come yet', async () => {
    const { refer } = await showing(aReferral(), { link: LINK });
    await soon(() => expect(words(refer)).toContain('Once a friend’s first order is kept, you get 100 points and they get 50 points.'));
    expect(words(refer)).toContain('Nobody has come by it yet.');
    const codes = [...(refer.shadowRoot?.querySelectorAll('[part=code] code') ?? [])].map((one) => one.textContent);
    expect(codes).toEqual(['K7PX-9RTM', new URL('/?friend=K7PX-9RTM', location.href).href]);
  });

  test.each([
    [aReferral({ friendPoints: 0 }), 'you get 100 points.'],
    [aReferral({ points: 0 }), 'they get 50 points.'],
    [aReferral({ friends: 1 }), '1 friend has come by it.'],
    [aReferral({ friends: 1_200 }), '1,200 friends have come by it.'],
    [aReferral({ code: null }), 'Your code is here once you have joined.'],
    [aReferral({ mine: 'waiting' }), 'A friend brought you: 50 points come once your first order is kept.'],
    [aReferral({ mine: 'waiting', friendPoints: 0 }), 'They will be thanked once your first order is kept.'],
  ])('%j says so', async (referral, said) => {
    const { refer } = await showing(referral);
    await soon(() => expect(words(refer)).toContain(said));
  });

  test('asks who it was only as long as nobody was named, and shows nothing where nothing is given', async () => {
    const { refer } = await showing(aReferral({ mine: 'counted' }));
    await soon(() => expect(words(refer)).toContain('Bring a friend'));
    expect(words(refer)).not.toContain('Did a friend bring you?');
    const { refer: none } = await showing(aReferral({ code: null, points: 0, friendPoints: 0 }));
    await soon(() => expect(words(none)).toBe(''));
  });

  test('a friend says who it was; a code that leads nowhere is said to', async () => {
    const { refer, answers, called } = await showing(aReferral());
    await soon(() => part(refer, 'summary').click());
    answers['POST /v1/me/referral'] = new Refusal(404, 'not-found');
    const field = part(refer, 'input') as HTMLInputElement;
    field.value = 'nobody';
    part(refer, 'form button').click();
    await soon(() => expect(words(refer)).toContain('Nobody has this code. Please look at it once more.'));
    answers['POST /v1/me/referral'] = aView({ version: 9 });
    answers['GET /v1/me/referral'] = aReferral({ mine: 'waiting' });
    field.value = 'k7px 9rtn';
    part(refer, 'form button').click();
    await soon(() => expect(words(refer)).toContain('A friend brought you'));
    expect(called.filter(({ call }) => call.startsWith('POST')).map(({ body }) => body)).toEqual([{ code: 'nobody' }, { code: 'k7px 9rtn' }]);
  });

  test('a friend’s link says it by itself, once; a member’s own says nothing', async () => {
    history.replaceState(null, '', '/?friend=ABCD-EFGH');
    const { called } = await showing(aReferral(), { link: LINK });
    const posts = () => called.filter(({ call }) => call.startsWith('POST'));
    await soon(() => expect(posts().map(({ body }) => body)).toEqual([{ code: 'ABCD-EFGH' }]));
    history.replaceState(null, '', '/?friend=k7px9rtm');
    const own = await showing(aReferral(), { link: LINK });
    await soon(() => expect(words(own.refer)).toContain('Bring a friend'));
    expect(own.called.filter(({ call }) => call.startsWith('POST'))).toEqual([]);
  });

  test('somebody we don’t know yet reads whose link it was', async () => {
    history.replaceState(null, '', '/?friend=ABCD-EFGH');
    const { client, answers } = aClient({ 'GET /v1/config': aConfig({ referral: true }) }, { session: async () => null });
    const refer = await mount('rapport-refer', client, { link: LINK });
    await soon(() => expect(words(refer)).toBe('Bring a friend A friend sent you. Once you have signed in, say who: ABCD-EFGH'));
    history.replaceState(null, '', '/');
    const plain = await mount('rapport-refer', client, { link: LINK });
    await soon(() => expect(words(plain)).toBe('Bring a friend Your code is here once you have joined.'));
    answers['GET /v1/config'] = aConfig({ referral: false });
    const nothing = await mount('rapport-refer', aClient(answers, { session: async () => null }).client, { link: LINK });
    await soon(() => expect(nothing.isUpdatePending).toBe(false));
    expect(words(nothing)).toBe('');
  });

  test('a failure says so, and trying again helps', async () => {
    const { client, answers } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/referral': new Refusal(404, 'unknown-shop') });
    const refer = await mount('rapport-refer', client);
    await soon(() => expect(words(refer)).toContain('can’t be shown just now'));
    answers['GET /v1/me/referral'] = aReferral();
    part(refer, 'button').click();
    await soon(() => expect(words(refer)).toContain('K7PX-9RTM'));
  });

  test.each(['light', 'dark'] as const)('speaks Traditional Chinese; axe finds nothing on %s ground', async (ground) => {
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/referral': aReferral({ friends: 3 }) }, { locale: 'zh-Hant-TW' });
    const refer = await mount('rapport-refer', client, { link: LINK }, ground);
    await soon(() => expect(words(refer)).toContain('朋友的第一筆訂單過了退貨期，您得 100 點，朋友得 50 點。'));
    part(refer, 'summary').click();
    expect(await violations(refer)).toEqual([]);
  });
});
