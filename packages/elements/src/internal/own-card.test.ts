import type { OfferView } from '@rapport/protocol';
import { html, type LitElement } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import '../inbox/rapport-inbox.ts';
import '../launcher/rapport-launcher.ts';
import '../offers/rapport-offers.ts';
import '../recommendations/rapport-recommendations.ts';
import '../rewards/rapport-rewards.ts';
import { aClient, aView } from '../testing/a-client.ts';
import { aConfig, aMessage, aRecommendation, aReward, aVoucher, aWatch } from '../testing/catalogue.ts';
import { mount, soon, words } from '../testing/mount.ts';
import '../vouchers/rapport-vouchers.ts';
import '../watches/rapport-watches.ts';
import type { RenderCard } from './own-card.ts';

const OFFER: OfferView = {
  id: 'o1',
  version: 1,
  gives: { kind: 'percent', percent: 10, mostMinor: null },
  title: { en: 'Ten off' },
  text: {},
  picture: '',
  minimumMinor: 0,
  missingMinor: null,
  untilMs: null,
  why: [],
  state: 'open',
  code: null,
};
const client = () =>
  aClient({
    'GET /v1/me': aView({ rewards: [aReward()], vouchers: [aVoucher()], watches: [aWatch()], unread: 0 }),
    'GET /v1/config': aConfig(),
    'GET /v1/me/offers': { offers: [OFFER], currency: 'EUR' },
    'GET /v1/me/recommendations': { recommendationId: 'q', items: [aRecommendation()] },
    'GET /v1/me/inbox': { messages: [aMessage()], next: null },
  }).client;

/** Each component with cards: what one of them says by itself, and where the cards are. */
const CARDS = [
  ['rapport-recommendations', 'Rough-glazed tea bowl'],
  ['rapport-offers', 'Ten off'],
  ['rapport-rewards', 'A tin of oolong'],
  ['rapport-vouchers', 'Give it back'],
  ['rapport-watches', 'matcha bowl'],
  ['rapport-inbox', 'It’s here'],
] as const;
type Tag = (typeof CARDS)[number][0];

const told = (element: Element): string =>
  words(element) + [...(element.shadowRoot?.querySelectorAll('*') ?? [])].map((inner) => (inner.shadowRoot ? told(inner) : '')).join(' ');

const drawn = async (tag: Tag, renderCard: RenderCard<{ readonly id?: string }>): Promise<LitElement> => {
  const element = await mount(tag, client());
  Object.assign(element, { renderCard });
  if (element.localName === 'rapport-inbox') await (element as unknown as { open(): Promise<void> }).open();
  return element;
};

afterEach(() => vi.restoreAllMocks());

test.each(CARDS)('%s draws its cards in the page’s own way, with the usual one in it where that is asked for', async (tag, usually) => {
  const element = await drawn(tag, () => html`<b>own</b>`);
  await soon(() => expect(told(element)).toContain('own'));
  expect(told(element)).not.toContain(usually);
  Object.assign(element, { renderCard: (_: object, usual: () => unknown) => html`<b>around</b>${usual()}` });
  await soon(() => expect(told(element)).toContain('around'));
  expect(told(element)).toContain(usually);
});

test.each(CARDS)('%s shows its usual card where the page’s own fails, and says so where mistakes are told', async (tag, usually) => {
  const complaints = vi.spyOn(window, 'reportError').mockImplementation(() => undefined);
  const element = await drawn(tag, () => {
    throw new TypeError('not a function');
  });
  await soon(() => expect(told(element)).toContain(usually));
  expect(complaints.mock.calls[0]?.[0]).toBeInstanceOf(TypeError);
});

test('a node of the page’s own is a card, too, and its link counts as a choice', async () => {
  const link = Object.assign(document.createElement('a'), { href: '#own', textContent: 'Bowl' });
  const element = await drawn('rapport-recommendations', () => link);
  const chosen: Event[] = [];
  element.addEventListener('rapport-select', (event) => chosen.push(event));
  await soon(() => expect(link.isConnected).toBe(true));
  link.click();
  expect(chosen).toHaveLength(1);
  expect(chosen[0]).toMatchObject({ productId: 'bowl', recommendationId: 'q' });
});

test('the panel behind a launcher draws each kind of card in the page’s own way', async () => {
  const launcher = await mount('rapport-launcher', client());
  const kinds = ['product', 'offer', 'reward', 'voucher', 'watch', 'message'];
  launcher.cards = Object.fromEntries(kinds.map((kind) => [kind, () => html`<b>own ${kind}</b>`]));
  for (const [place, own] of [
    ['home', ['offer']],
    ['rewards', ['reward', 'voucher']],
    ['for-you', ['product', 'watch']],
    ['inbox', ['message']],
  ] as const) {
    await launcher.open(place);
    const panel = document.querySelector('rapport-panel') as HTMLElement;
    for (const kind of own) await soon(() => expect(told(panel)).toContain(`own ${kind}`));
  }
  launcher.close();
});
