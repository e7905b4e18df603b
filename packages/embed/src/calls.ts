import type { Client } from '@rapport/client';
import { askInbox, markRead } from '@rapport/client/inbox';
import { askOffers, type OfferContext } from '@rapport/client/offers';
import { previewEarning } from '@rapport/client/points';
import { redeem } from '@rapport/client/rewards';
import { keepWatch, unwatch } from '@rapport/client/watches';
import type { OfferPlacement, Placement, PreviewRequest } from '@rapport/protocol';
import type { RapportInbox, RapportPanel } from '@rapport/elements';

/** Who answers once `rapport.demo()` was called, instead of the worker. */
let demo: Promise<Client> | null = null;

/** What the shop's own code may ask, by name. Loaded with the first such call; each asks the one client that the components of the page share. */
const CALLS: Readonly<Record<string, (client: Client, ...args: never[]) => unknown>> = {
  ready: async (client, then?: () => unknown) => {
    await client.load();
    then?.();
  },
  refresh: (client) => client.reload(),
  'points.balance': async (client) => {
    await client.load();
    return client.view?.points ?? null;
  },
  'points.preview': (client, basket: PreviewRequest) => previewEarning(client, basket),
  'offers.get': async (client, { placement = 'panel', basketMinor, ...context }: OfferContext & { placement?: OfferPlacement } = {}) =>
    (await askOffers(client, { placement, basket: basketMinor, ...context })).offers,
  'rewards.list': async (client) => {
    await client.load();
    return client.view?.rewards ?? [];
  },
  'rewards.redeem': (client, rewardId: string) => redeem(client, rewardId),
  'watches.list': async (client) => {
    await client.load();
    return client.view?.watches ?? [];
  },
  'watches.add': (client, query: string, words: string) => keepWatch(client, { kind: 'search', query }, words),
  'watches.remove': (client, id: string) => unwatch(client, id),
  'recommendations.get': (client, ask: { placement?: Placement; count?: number; product?: string } = {}) =>
    client.recommendations(ask.placement ?? 'for-you', ask.count ?? 8, ask.product),
  'inbox.list': (client, before?: string) => askInbox(client, before),
  'inbox.read': (client, ids: readonly string[]) => markRead(client, ids),
  open: async (_, place?: string) => (await placeToOpen()).open(place),
  close: () => panel()?.close() ?? bell()?.close(),
  toggle: async () => (panel()?.isOpen ? panel()?.close() : (await placeToOpen()).open()),
  demo: (client) => {
    demo ??= import('./demo/demo.ts').then(({ startDemo }) => startDemo(client));
    return demo.then((one) => one.load());
  },
  on: (_, name: string, hear: EventListener) => document.addEventListener(`rapport-${name}`, hear),
  off: (_, name: string, hear: EventListener) => document.removeEventListener(`rapport-${name}`, hear),
};

const bell = (): RapportInbox | null => document.querySelector('rapport-inbox');
const panel = (): RapportPanel | null => document.querySelector('rapport-panel');

/** What `open` opens: the member's place, the messages where there is only a bell, or a panel that is put there now. */
const placeToOpen = async (): Promise<{ open(place?: string): Promise<void> }> => {
  const launcher = document.querySelector('rapport-launcher');
  const there = launcher ?? panel() ?? bell();
  const shown = there ?? document.body.appendChild(document.createElement('rapport-panel'));
  // Its chunk is on its way, since its tag is on the page.
  await customElements.whenDefined(shown.localName);
  return shown;
};

/**
 * Answers a call by its name; a name that means nothing answers undefined.
 * @throws {ClientProblem} what the worker refuses, for calls that ask something of it
 */
export const answer = (client: Client, name: string, args: readonly unknown[]): unknown => {
  const ask = (whom: Client): unknown => (Object.hasOwn(CALLS, name) ? CALLS[name]?.(whom, ...(args as never[])) : undefined);
  return demo ? demo.then(ask) : ask(client);
};
