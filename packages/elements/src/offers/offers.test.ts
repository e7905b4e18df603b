import type { OfferView } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import type { RapportOfferEvent } from '../internal/events.ts';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { focused, mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-offers.ts';

const offer = (more: Partial<OfferView> = {}): OfferView => ({
  id: 'spring',
  version: 1,
  gives: { kind: 'percent', percent: 10, mostMinor: null },
  title: { en: 'Ten off the spring harvest', 'zh-Hant': '春茶九折' },
  text: { en: 'For the first picking of the year.' },
  picture: '',
  minimumMinor: 5_000,
  missingMinor: null,
  untilMs: null,
  why: [{ code: 'interest', value: 'category:Tea' }],
  state: 'open',
  code: null,
  ...more,
});
const known = (offers: readonly OfferView[], more: object = {}, options: object = {}) =>
  aClient({ 'GET /v1/me': aView(), 'GET /v1/me/offers': { offers, currency: 'EUR' }, ...more }, options);
const drawn = async (element: Element): Promise<void> => void (await soon(() => part(element, '[part=offer]')));
const text = words;

describe('rapport-offers', () => {
  test('asks for its place, and says what, from when on, why, and how to be rid of it', async () => {
    const { client, called } = known([offer({ missingMinor: 1_200 })]);
    const offers = await mount('rapport-offers', client, { placement: 'cart', basket: '3800', category: 'Tea' });
    await drawn(offers);
    expect(called.find((one) => one.call === 'GET /v1/me/offers')?.query).toEqual({ placement: 'cart', category: 'Tea', basketMinor: '3800' });
    expect(text(offers)).toBe('Ten off the spring harvest For the first picking of the year. €12 more in your basket Why do I see this? Not for me');
    part<HTMLButtonElement>(offers, '.acts button').click();
    await soon(() => part(offers, '[part=why]'));
    expect(part(offers, '[part=why]').textContent).toBe('Because you like Tea.');
    expect(await violations(offers)).toEqual([]);
  });

  test('is taken by one tap, shows the code, and tells the page', async () => {
    const heard: string[] = [];
    const { client, called } = known([offer()], {
      'POST /v1/me/offers/spring/claim': { offer: offer({ state: 'taken', code: 'ABCD-EFGH', why: [{ code: 'promised' }] }) },
    });
    const offers = await mount('rapport-offers', client);
    offers.addEventListener('rapport-offer', (event) => heard.push((event as RapportOfferEvent).answer));
    await drawn(offers);
    expect(text(offers)).toContain('on orders from €50');
    part<HTMLButtonElement>(offers, '[part=action]').click();
    await soon(() => part(offers, 'code'));
    expect(part(offers, 'code').textContent).toBe('ABCD-EFGH');
    expect(called.filter(({ call }) => call.endsWith('claim'))).toHaveLength(1);
    expect(heard).toEqual(['taken']);
    expect(await violations(offers)).toEqual([]);
  });

  test('says when it has just run out', async () => {
    const offers = await mount('rapport-offers', known([offer()], { 'POST /v1/me/offers/spring/claim': new Refusal(409, 'out-of-stock') }).client);
    await drawn(offers);
    part<HTMLButtonElement>(offers, '[part=action]').click();
    await soon(() => part(offers, '[role=alert]'));
    expect(part(offers, '[role=alert]').textContent).toBe('This offer has just run out.');
  });

  test('gives way when it is not for them, says so with the focus kept, and comes back when they think better of it', async () => {
    const heard: string[] = [];
    const { client, called } = known([offer(), offer({ id: 'second' })], {
      'POST /v1/me/offers/spring/decline': {},
      'DELETE /v1/me/offers/spring/decline': {},
    });
    const offers = await mount('rapport-offers', client);
    offers.addEventListener('rapport-offer', (event) => heard.push((event as RapportOfferEvent).answer));
    await drawn(offers);
    const first = (): HTMLElement => part(offers, 'li:first-child');
    const decline = first().querySelectorAll<HTMLButtonElement>('button.bare')[1];
    decline?.focus();
    decline?.click();
    await soon(() => expect(first().textContent).toContain('“Ten off the spring harvest” won’t be shown again.'));
    await soon(() => expect(called.at(-1)?.call).toBe('POST /v1/me/offers/spring/decline'));
    const undo = focused(offers);
    expect(undo.textContent).toBe('Undo');
    expect(await violations(offers)).toEqual([]);
    undo.click();
    await soon(() => expect(first().textContent).toContain('For the first picking'));
    await soon(() => expect(called.at(-1)?.call).toBe('DELETE /v1/me/offers/spring/decline'));
    await soon(() => expect(heard).toEqual(['declined', 'reconsidered']));
    expect(offers.shadowRoot?.activeElement?.closest('li')).toBe(first());
  });

  test('a refusal leaves it as it was, and is said', async () => {
    const offers = await mount('rapport-offers', known([offer()], { 'POST /v1/me/offers/spring/decline': new Refusal(503, 'overloaded') }).client);
    await drawn(offers);
    [...(offers.shadowRoot?.querySelectorAll<HTMLButtonElement>('button.bare') ?? [])].at(-1)?.click();
    await soon(() => expect(part(offers, '[role=alert]').textContent).toContain('busy'));
    expect(words(offers)).toContain('Ten off the spring harvest');
  });

  test('takes no room without an offer', async () => {
    const offers = await mount('rapport-offers', known([]).client);
    await offers.updateComplete;
    expect(offers.getBoundingClientRect().height).toBe(0);
  });

  test('speaks Chinese, and of points where points are multiplied', async () => {
    const points = offer({
      gives: { kind: 'points', times: 2, categories: [], products: [], costMinor: 0 },
      title: {},
      state: 'taken',
      minimumMinor: 0,
    });
    const offers = await mount(
      'rapport-offers',
      known(
        [offer(), points].map((one, i) => ({ ...one, id: `o${i}` })),
        {},
        { locale: 'zh-Hant' },
      ).client,
    );
    await drawn(offers);
    await soon(() => expect(text(offers)).toContain('春茶九折'));
    await soon(() => expect(text(offers)).toContain('點數 2 倍'));
    expect(text(offers)).toContain('下一筆訂單即會計入。');
  });
});
