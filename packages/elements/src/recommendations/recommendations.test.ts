import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import type { RapportSeenEvent, RapportSelectEvent } from '../internal/events.ts';
import { aRecommendation } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-recommendations.ts';

const row = {
  recommendationId: 'q1',
  items: [
    aRecommendation(),
    aRecommendation({
      productId: 'kettle',
      title: 'Iron kettle',
      url: 'https://shop.example/kettle',
      priceMinor: 12_650,
      compareAtMinor: 14_800,
      reason: { code: 'trending' },
    }),
    aRecommendation({
      productId: 'cup',
      title: 'Cup',
      image: '',
      brand: '',
      url: 'java\nscript:alert(1)',
      available: false,
      reason: { code: 'new' },
    }),
  ],
};
const known = (more: object = {}) => aClient({ 'GET /v1/me': aView(), 'GET /v1/me/recommendations': row, ...more });
const drawn = async (element: Element): Promise<void> => void (await soon(() => part(element, 'a')));

describe('rapport-recommendations', () => {
  test('asks for its placement, product and number, and draws a card each with its reason', async () => {
    const { client, called } = known();
    const list = await mount('rapport-recommendations', client, { placement: 'similar', product: 'bowl', count: '3' });
    await drawn(list);
    expect(called.find((one) => one.call.endsWith('recommendations'))?.query).toEqual({
      placement: 'similar',
      product: 'bowl',
      count: '3',
      locale: 'en-GB',
    });
    const cards = [...(list.shadowRoot?.querySelectorAll('[part=card]') ?? [])].map((card) => card.textContent?.replace(/\s+/g, ' ').trim());
    expect(cards).toEqual([
      'Rough-glazed tea bowl Lin Yu-chen €48 Because you looked at “The Book of Steam”',
      'Iron kettle Lin Yu-chen €126.50 before €148€148 Popular just now',
      'Cup €48 Not in stock just now New here',
    ]);
    expect(part(list, 'h2').textContent?.trim()).toBe('You may also like');
  });

  test.each([
    [['new', 'new'], 'New here', ['', '']],
    [['trending', 'new'], 'Popular just now', ['', 'New here']],
  ] as const)('a row of which nothing speaks of this shopper says what it is: %j', async (codes, heading, reasons) => {
    const items = codes.map((code, i) => aRecommendation({ productId: `p${i}`, reason: { code } }));
    const list = await mount('rapport-recommendations', known({ 'GET /v1/me/recommendations': { ...row, items } }).client);
    await drawn(list);
    expect(part(list, 'h2').textContent?.trim()).toBe(heading);
    const cards = [...(list.shadowRoot?.querySelectorAll('[part=card]') ?? [])];
    expect(cards.map((card) => card.querySelector('[part=reason]')?.textContent ?? '')).toEqual(reasons);
  });

  test('a card is one plain link; an address that is a script leads nowhere', async () => {
    const list = await mount('rapport-recommendations', known().client);
    await drawn(list);
    expect([...(list.shadowRoot?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
      '/p/bowl',
      'https://shop.example/kettle',
      '#',
    ]);
  });

  test('choosing one says which, from where, and with which answer; and leaves the link to the browser', async () => {
    const list = await mount('rapport-recommendations', known().client, { placement: 'for-you' });
    await drawn(list);
    const heard: RapportSelectEvent[] = [];
    document.addEventListener('rapport-select', (event) => heard.push(event as RapportSelectEvent), { once: true });
    let prevented = true;
    document.addEventListener('click', (event) => ((prevented = event.defaultPrevented), event.preventDefault()), { once: true });
    part(list, 'a').click();
    expect(heard[0]).toMatchObject({ productId: 'bowl', recommendationId: 'q1', placement: 'for-you', bubbles: true, composed: true });
    expect(prevented).toBe(false);
  });

  test('“not for me” hides a product for good, by keyboard too; undo stands in its place, and a refusal shows it again', async () => {
    const { client, called, answers } = known({ 'POST /v1/me/hidden': {}, 'DELETE /v1/me/hidden/kettle': {} });
    const list = await mount('rapport-recommendations', client);
    const hide = (): HTMLButtonElement => part(list, 'button[aria-label="Not for me: Iron kettle"]') as HTMLButtonElement;
    await soon(hide);
    hide().focus();
    await userEvent.keyboard('{Enter}');
    await soon(() => expect(words(list)).toContain('“Iron kettle” won’t be shown again.'));
    expect(list.shadowRoot?.activeElement?.textContent?.trim()).toBe('Undo');
    expect(called.find((one) => one.call === 'POST /v1/me/hidden')?.body).toEqual({ productId: 'kettle' });
    await userEvent.keyboard('{Enter}');
    await soon(hide);
    expect(list.shadowRoot?.activeElement).toBe(hide());
    await soon(() => expect(called.map((one) => one.call)).toContain('DELETE /v1/me/hidden/kettle'));
    answers['POST /v1/me/hidden'] = new Refusal(404, 'not-found');
    hide().click();
    await soon(() => expect(called.filter((one) => one.call === 'POST /v1/me/hidden')).toHaveLength(2));
    await soon(() => expect(list.shadowRoot?.activeElement).toBe(hide()));
    expect(words(list)).not.toContain('Undo');
  });

  test('says once an answer that its row was seen, with the answer’s id; to somebody we don’t know it offers nothing to hide', async () => {
    const heard: RapportSeenEvent[] = [];
    const hear = (event: Event): void => void heard.push(event as RapportSeenEvent);
    document.addEventListener('rapport-seen', hear);
    const { client, answers } = aClient({ 'GET /v1/trending': row }, { session: async () => null });
    const list = await mount('rapport-recommendations', client);
    await soon(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ recommendationId: 'q1', productIds: ['bowl', 'kettle', 'cup'], bubbles: true, composed: true });
    expect(list.shadowRoot?.querySelector('button')).toBeNull();
    await list.refresh();
    answers['GET /v1/trending'] = { ...row, recommendationId: 'q2' };
    await list.refresh();
    await soon(() => expect(heard.map(({ recommendationId }) => recommendationId)).toEqual(['q1', 'q2']));
    document.removeEventListener('rapport-seen', hear);
  });

  test('somebody we don’t know sees what is popular, under that name, without a reason on each card', async () => {
    const items = row.items.map((item) => ({ ...item, reason: { code: 'trending' } }));
    const { client } = aClient({ 'GET /v1/trending': { recommendationId: 't', items } }, { session: async () => null });
    const list = await mount('rapport-recommendations', client, { placement: 'for-you' });
    await drawn(list);
    expect(part(list, 'h2').textContent?.trim()).toBe('Popular just now');
    expect(words(list).match(/Popular/g)).toHaveLength(1);
  });

  test('asks again when its question changes or another person is there, not otherwise', async () => {
    const { client, called } = known();
    const list = await mount('rapport-recommendations', client);
    await drawn(list);
    const asked = (): number => called.filter((one) => one.call.endsWith('recommendations')).length;
    list.requestUpdate();
    await list.updateComplete;
    expect(asked()).toBe(1);
    list.product = 'cup';
    await soon(() => expect(asked()).toBe(2));
    await client.reload();
    await soon(() => expect(asked()).toBe(3));
  });

  test.each([
    ['', 900, 'grid'],
    ['', 400, 'row'],
    ['grid', 400, 'grid'],
    ['row', 900, 'row'],
    ['carousel', 900, 'row'],
  ])('in layout "%s", %i px wide, it is a %s', async (layout, width, is) => {
    const items = Array.from({ length: 8 }, (_, i) => aRecommendation({ productId: `p${i}` }));
    const { client } = known({ 'GET /v1/me/recommendations': { ...row, items } });
    const list = await mount('rapport-recommendations', client, { layout });
    list.style.inlineSize = `${width}px`;
    await drawn(list);
    const cards = part(list, '.cards');
    const tops = new Set([...cards.children].map((card) => Math.round(card.getBoundingClientRect().top)));
    expect(tops.size > 1).toBe(is === 'grid');
    expect(cards.scrollWidth > cards.clientWidth).toBe(is === 'row');
    expect(await violations(list)).toEqual([]);
  });

  test.each(['display: flex', 'display: flex; flex-direction: column; align-items: center', 'display: grid; justify-items: center', ''])(
    'has the width there is in a place of the page’s own: %s',
    async (style) => {
      const place = Object.assign(document.createElement('div'), { style: `${style}; inline-size: 900px` });
      const list = await mount('rapport-recommendations', known({ 'GET /v1/me/recommendations': row }).client);
      list.style.marginInline = '10px';
      list.replaceWith(place);
      place.append(list);
      expect(list.getBoundingClientRect().width).toBe(880);
      place.remove();
    },
  );

  test('none at all takes no room but the slot’s', async () => {
    const list = await mount('rapport-recommendations', known({ 'GET /v1/me/recommendations': { recommendationId: 'q', items: [] } }).client);
    await soon(() => expect(list.getBoundingClientRect().height).toBe(0));
    expect(part(list, 'slot').getAttribute('name')).toBe('empty');
  });

  test('a failure says so; what was there before stays instead', async () => {
    const { client, answers } = known({ 'GET /v1/me/recommendations': new Refusal(404, 'not-found') });
    const list = await mount('rapport-recommendations', client);
    await soon(() => expect(words(list)).toContain('can’t be shown just now'));
    answers['GET /v1/me/recommendations'] = row;
    await list.refresh();
    answers['GET /v1/me/recommendations'] = new Refusal(404, 'not-found');
    await list.refresh();
    await drawn(list);
  });

  test('the skeleton has as many cards as were asked for', async () => {
    const { client } = known({ 'GET /v1/me/recommendations': () => new Promise(() => undefined) as never });
    const list = await mount('rapport-recommendations', client, { count: '6' });
    expect(list.shadowRoot?.querySelectorAll('.card')).toHaveLength(6);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages', async (ground) => {
    const english = await mount('rapport-recommendations', known().client, {}, ground);
    await drawn(english);
    expect(await violations(english)).toEqual([]);
    const { client } = aClient({ 'GET /v1/me': aView(), 'GET /v1/me/recommendations': row }, { locale: 'zh-Hant' });
    const chinese = await mount('rapport-recommendations', client, {}, ground);
    await soon(() => expect(words(chinese)).toContain('因為您看過「The Book of Steam」'));
    expect(await violations(chinese)).toEqual([]);
  });
});
