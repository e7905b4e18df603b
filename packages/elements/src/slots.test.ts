/// <reference types="vite/client" />
import { describe, expect, test } from 'vitest';
import manifest from '../custom-elements.json' with { type: 'json' };
import type { RapportInboxList } from './inbox/inbox-list.ts';
import { aClient, aView, Refusal, type Answer } from './testing/a-client.ts';
import { aConfig, aMessage, aRecommendation } from './testing/catalogue.ts';
import { mount, soon } from './testing/mount.ts';
import { aPointsView, aPreview, aRow } from './testing/points.ts';

// What a page puts into a slot is seen: each slot that custom-elements.json names, in the state it is for. A slot without a state here fails.

import.meta.glob('./*/rapport-*.ts', { eager: true });

interface Told {
  readonly tagName?: string;
  readonly slots?: readonly { readonly name: string }[];
}
const slots = (manifest.modules as readonly { declarations?: readonly Told[] }[])
  .flatMap(({ declarations = [] }) => declarations)
  .flatMap(({ tagName, slots: named = [] }) => named.map(({ name }) => ({ tag: tagName as keyof HTMLElementTagNameMap, name })));

const NOBODY = { session: async (): Promise<null> => null };
const DOWN = new Refusal(503, 'overloaded');
const FULL: Record<string, Answer> = {
  'GET /v1/me': aView(),
  'GET /v1/config': aConfig(),
  'GET /v1/trending': { recommendationId: 'r', items: [aRecommendation()] },
  'GET /v1/me/points': aPointsView(),
  'GET /v1/me/statement': { rows: [aRow()], next: null },
  'GET /v1/me/referral': { code: 'K7PX-9RTM', points: 100, friendPoints: 50, friends: 0, mine: 'none' },
  'GET /v1/me/recommendations': { recommendationId: 'r', items: [aRecommendation()] },
  'GET /v1/me/offers': {
    offers: [
      {
        ...{ id: 'o', version: 1, gives: { kind: 'percent', percent: 10, mostMinor: null }, title: { en: 'Ten off' }, text: {}, picture: '' },
        ...{ minimumMinor: 0, missingMinor: null, untilMs: null, why: [], state: 'open', code: null },
      },
    ],
    currency: 'EUR',
  },
  'GET /v1/me/inbox': { messages: [aMessage({ readAtMs: 1 })], next: null },
  'POST /v1/me/preview': aPreview(),
};
const EMPTY: Record<string, Answer> = {
  ...FULL,
  'GET /v1/me': aView({ rewards: [], vouchers: [], watches: [] }),
  'GET /v1/me/statement': { rows: [], next: null },
  'GET /v1/me/recommendations': { recommendationId: 'r', items: [] },
  'GET /v1/me/offers': { offers: [], currency: 'EUR' },
  'GET /v1/me/inbox': { messages: [], next: null },
};

const NO_POINTS = { pending: 0, available: 0, reported: 0 };
const STATES: Readonly<Record<string, () => ReturnType<typeof aClient>>> = {
  '': () => aClient({ ...FULL, 'GET /v1/me': aView({ points: NO_POINTS }) }),
  guest: () => aClient(FULL, NOBODY),
  empty: () => aClient(EMPTY),
  failed: () => aClient(Object.fromEntries(Object.keys(FULL).map((call) => [call, DOWN]))),
  other: () => aClient(FULL),
};
/** What a component needs to have something to say. */
const GIVEN: Readonly<Record<string, Record<string, string>>> = {
  'rapport-earn': { product: 'bowl', amount: '4800' },
  'rapport-watch': { query: 'matcha bowl' },
};

describe.each(slots)('$tag, slot “$name”', ({ tag, name }) => {
  test('shows what the page put there', async () => {
    const { client } = (STATES[name] ?? STATES['other'] ?? aClient)();
    const own = document.createElement('span');
    own.slot = name;
    own.textContent = 'Of the page';
    const element = await mount(tag, client, GIVEN[tag]);
    element.append(own);
    if (tag === 'rapport-inbox-list') await (element as unknown as RapportInboxList).show();
    await soon(() => expect(own.getBoundingClientRect().width).toBeGreaterThan(0));
  });
});
