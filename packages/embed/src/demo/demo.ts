import { Client } from '@rapport/client';
import type { ShopperView } from '@rapport/protocol';
import { provideClient } from '@rapport/elements/internal/client-context';
import { demoAnswers } from './answers.ts';
import { DemoShop } from './shop.ts';

/** A line that never says anything. */
class Silent extends EventTarget {
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

/**
 * From here on nothing leaves this page: what the tag still says to its worker, the tracker included, is answered here, and its live line is closed for good. Nor does
 * anything of ours stay in the browser, where a yes that was said to the demo would be taken for one to the shop.
 */
const keepHere = (tag: Client, shop: DemoShop): void => {
  const away = window.fetch;
  window.fetch = (input, init) =>
    typeof input === 'string' && input.startsWith(`${tag.host}/v1/`)
      ? shop.fetch(input.slice(tag.host.length), init)
      : away.call(window, input, init);
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    // The tracker keeps in memory what it can't write.
    if (key.startsWith('rapport.')) throw new DOMException('The demo keeps nothing.', 'QuotaExceededError');
    setItem.call(this, key, value);
  };
  tag.visible(false);
  // Not even a page that comes back from the browser's cache opens it again.
  tag.visible = () => undefined;
};

/** Gives the components of this page a client that answers by itself, as if somebody were known: for building a page without a worker. `tag` is the client there was. */
export const startDemo = (tag: Client): Client => {
  const { host, locale } = tag;
  const shop = new DemoShop(locale, demoAnswers(locale, Date.now(), `${host}/demo`));
  keepHere(tag, shop);
  const client = new Client({
    host: '',
    key: 'demo',
    locale,
    session: async () => (shop.member.isForgotten ? null : { token: 'demo' }),
    consent: (record) => void shop.tell('POST /v1/me/consent', new URLSearchParams(), record),
    WebSocket: Silent as unknown as typeof WebSocket,
    fetch: (input, init) => shop.fetch(String(input), init),
  });
  // What the person agrees to on the page is theirs: the components show it.
  document.addEventListener('rapport-consent', (event) => {
    const { body } = shop.tell('POST /v1/me/consent', new URLSearchParams(), (event as Event & { record: object }).record);
    if (client.standing === 'known') client.take(body as ShopperView);
  });
  provideClient(client);
  return client;
};
