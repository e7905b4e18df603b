import type { RapportConsentEvent, RapportSeenEvent, RapportSelectEvent } from '@rapport/elements';
import { fromJsonLd, listen, startTracker, type StorageLike } from '@rapport/tracker';
import type { EmbedOptions, PageTracker } from './options.ts';

/** What the browser keeps for us; null in a sandbox or where it is switched off. */
const storage = (): StorageLike | null => {
  try {
    return localStorage;
  } catch {
    return null; // forbidden: then nothing is kept beyond the page
  }
};

/**
 * A random UUID. Where there is no secure context there is no `crypto.randomUUID`, but every address of a blob ends in one. Such an address is never the first choice: making it
 * waits for another process of the browser. It is not given back: an empty blob is nothing, and the page takes it along.
 */
const uuid = (): string => (crypto as Partial<Crypto>).randomUUID?.() ?? URL.createObjectURL(new Blob()).slice(-36);

/** Shows the question for consent, or puts it away. The element is the shop's own where there is one, otherwise ours. */
const ask = (show: boolean): void => {
  const there = document.querySelector('rapport-consent');
  if (there) there.toggleAttribute('closed', !show);
  else if (show) document.body.append(document.createElement('rapport-consent'));
};

/** Starts the tracker on this page: hears what the page says, what the components tell, and when the page goes. */
export const start = (options: EmbedOptions): PageTracker => {
  const listeners = new Set<() => void>();
  const tracker = startTracker(
    options,
    {
      storage: storage(),
      fetch: (input, init) => fetch(input, init),
      now: Date.now,
      random: Math.random,
      uuid,
      gpc: !!(navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl,
      place: () => ({ path: location.pathname, title: document.title }),
    },
    () => listeners.forEach((listener) => listener()),
  );

  const view = (again = false): void => {
    tracker.viewPage(again);
    if (tracker.hasSeenItem()) return;
    const scripts = document.querySelectorAll('script[type="application/ld+json"]');
    tracker.take(fromJsonLd([...scripts].map((script) => script.textContent)));
  };

  document.addEventListener('rapport-consent', (event) => tracker.decide((event as RapportConsentEvent).record));
  document.addEventListener('rapport-forget', tracker.forget);
  const ofRow = (name: 'select_item' | 'view_item_list', ids: readonly string[], recommendationId: string): void =>
    tracker.take({ name, items: ids.map((productId) => ({ productId })), ...(recommendationId && { recommendationId }) });
  document.addEventListener('rapport-select', (event) => {
    const { productId, recommendationId } = event as RapportSelectEvent;
    ofRow('select_item', [productId], recommendationId);
  });
  document.addEventListener('rapport-seen', (event) => {
    const { productIds, recommendationId } = event as RapportSeenEvent;
    ofRow('view_item_list', productIds, recommendationId);
  });
  document.addEventListener('visibilitychange', () => document.hidden && tracker.flush());
  addEventListener('pagehide', tracker.leave);
  addEventListener('pageshow', (event) => event.persisted && view(true));
  addEventListener('online', tracker.online);

  tracker.viewPage();
  listen((window.dataLayer ??= []), tracker.hear);
  view();
  // The title of a new page is set after its address: wait a turn.
  window.navigation?.addEventListener('currententrychange', () => setTimeout(view));
  ask(tracker.unasked());

  return {
    call([name, first, second]) {
      if (name === 'track') tracker.track(String(first), (second ?? {}) as Record<string, unknown>);
      else if (name === 'identify' || name === 'logout') tracker.identify(String(first ?? ''));
      else if (name === 'page') view(true);
      else if (name === 'consent' && first === 'ask') ask(true);
      else if (name === 'consent' && (first === 'granted' || first === 'denied')) {
        tracker.decide({ personalisation: first, messages: first, source: 'api', words: '' });
        ask(false);
      }
    },
    session: tracker.session,
    decide: tracker.decide,
    onChange: (listener) => void listeners.add(listener),
  };
};
