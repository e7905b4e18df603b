import { card } from '@rapport/domain/catalog';
import { DEFAULT_RULES, mayTell } from '@rapport/domain/notify';
import type { Person } from '@rapport/domain/shopper';
import { subjectOf } from '@rapport/domain/tell';
import type { Message, MessageMark, MessageReason, PreferencesPatch, PreferencesView, Purpose, ShopperView, Trace, WhyView } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, Caller, DeviceGiven, TraceQuery } from '../ports.ts';
import { mailWorks, publicUrl } from '../../channels/channels.ts';
import type { ChannelEnv } from '../../channels/channels.ts';
import { sendMail } from '../../channels/email.ts';
import { confirmMail } from '../../channels/mail-text.ts';
import { vapidOf } from '../../channels/push.ts';
import { whySentences } from '../../channels/why-words.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { sha256 } from '../../platform/hash.ts';
import { uuid } from '../../platform/ids.ts';
import { writeLink } from '../../platform/links.ts';
import { pageOf } from '../../platform/page-of.ts';
import type { People, SliceParts } from './people.ts';
import type { Telling } from './telling.ts';

const HOUR_MS = 3_600_000;
/** Mails that ask whether an address is theirs, by one shopper within an hour. */
const CONFIRMS_AN_HOUR = 3;
const DEVICES_A_PERSON = 10;

type Seen = Answer<{ view: ShopperView }>;
type Chosen = Answer<{ chosen: PreferencesView }>;

/** The inbox, why something came, and what somebody wants to hear where. */
export class MessageDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #telling: Telling;
  readonly #env: ChannelEnv;

  constructor(parts: SliceParts, people: People, telling: Telling, env: ChannelEnv) {
    this.#parts = parts;
    this.#people = people;
    this.#telling = telling;
    this.#env = env;
  }

  /** Messages, the newest first; with `after`, what came since that one, the oldest first. */
  inbox(
    at: At,
    id: string,
    locale: string,
    range: { before: string | null; after: string | null },
    limit: number,
  ): Answer<{ messages: Message[]; next: string | null }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { currency } = this.#parts.store.setup().settings;
    const { shown, next } = pageOf(this.#parts.messages.messages(id, range, limit + 1), limit, (last) => last.id);
    const messages = shown.map(({ product, offer, reasons, id: messageId, kind, atMs, readAtMs }) => ({
      id: messageId,
      kind,
      atMs,
      readAtMs,
      reasons: [...reasons],
      product: product && card(product, locale || loaded.person.locale, currency),
      offer,
    }));
    return { ok: true, messages, next };
  }

  /** Marks messages; every open page of theirs sees it. */
  mark(at: At, id: string, ids: readonly string[], as: MessageMark['as']): Seen {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { storage, messages } = this.#parts;
    const person = atomic(storage, () => {
      const read = as === 'read' ? messages.markRead(id, ids, now()) : [];
      if (as === 'unread') messages.markUnread(id, ids);
      if (as === 'archived') messages.archive(id, ids, now());
      if (as === 'unarchived') messages.unarchive(id, ids);
      const unread = messages.countUnread(id);
      if (unread === loaded.person.unread && read.length === 0 && !as.endsWith('archived')) return loaded.person;
      const changed = { ...loaded.person, unread, version: loaded.person.version + 1 };
      const entries = read.map((messageId) => ({ id: uuid(), name: 'message_read', atMs: now(), source: 'page' as const, detail: { messageId } }));
      if (this.#parts.store.person(id)) this.#people.save({ person: changed, entries });
      return changed;
    });
    return { ok: true, view: person === loaded.person ? this.#people.viewOf(person) : this.#people.tell(person) };
  }

  /** Why a message came, and on which channels it did not. */
  why(at: At, id: string, message: string, locale: string): Answer<WhyView> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { store, messages } = this.#parts;
    const kept = messages.message(id, message);
    const traces = messages.tracesOf(id, message);
    // Traces are kept for a time only; a message that is still there can say why it came without them.
    if (!kept) return traces.length === 0 ? refused('not-found') : { ok: true, traces, words: [] };
    const { settings } = store.setup();
    const { quiet, fewer, timeZone } = messages.preference(id).preferences;
    const words = whySentences({
      kind: kept.kind,
      reasons: kept.reasons,
      traces,
      shop: settings.name,
      locale: locale || loaded.person.locale,
      timeZone: timeZone ?? settings.timeZone,
      followedFor: this.#followedFor(id, kept.reasons),
      hasOwnQuiet: quiet !== null,
      wantsFewer: fewer,
      nowMs: now(),
    });
    return { ok: true, traces, words };
  }

  /** Where a click in a mail or a push leads, and of which offer it was; noted in the time line. */
  click(at: At, id: string, message: string): Answer<{ url: string; offerId: string | null }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const kept = this.#parts.messages.message(id, message);
    if (!kept) return refused('not-found');
    // An offer leads to the shop itself: it stands there in the places that its owner chose.
    const url = kept.product ? card(kept.product, loaded.person.locale, this.#parts.store.setup().settings.currency).url : '/';
    const about = subjectOf({ productId: kept.product?.id ?? null, offer: kept.offer });
    const changed = this.#people.noted(loaded.person, 'message_opened', 'page', { messageId: message, ...about });
    this.#people.keep(changed, () => this.#parts.messages.markRead(id, [message], now()));
    return { ok: true, url, offerId: kept.offer?.id ?? null };
  }

  preferences(at: At, id: string): Chosen {
    const loaded = this.#people.load(at, { id });
    return loaded.ok ? { ok: true, chosen: this.#chosen(loaded.person) } : loaded;
  }

  /** Takes what somebody wants to hear; what waits for them is decided anew by it, now. */
  choose(at: At, caller: Caller, patch: PreferencesPatch): Chosen {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { messages, deliveries } = this.#parts;
    const kept = messages.preference(caller.id);
    const preferences = { ...kept.preferences, ...(patch as Partial<typeof kept.preferences>) };
    this.#people.keep(
      this.#people.noted(loaded.person, 'preferences_changed', 'page', { changed: Object.keys(patch) }),
      () => {
        messages.savePreference(caller.id, { ...kept, preferences });
        deliveries.lookAgain(caller.id, now());
      },
      caller,
    );
    this.#telling.planAll();
    return { ok: true, chosen: this.#chosen(loaded.person) };
  }

  /** One click in a mail program, or one tap on the page behind it: no more of this kind by mail. */
  stop(at: At, id: string, purpose: Purpose): Chosen {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { allowed } = this.#parts.messages.preference(id).preferences;
    return this.choose(at, { id }, { allowed: { ...allowed, [purpose]: { ...allowed[purpose], email: false } } });
  }

  /** Somebody asks for mail to an address. A member's own, which the shop vouches for, counts at once; any other gets one mail that asks. */
  async askMail(at: At, caller: Caller, email: string | null): Promise<Chosen> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const { messages, store } = this.#parts;
    const { settings, shopId } = store.setup();
    if (email === null || email === person.email) {
      this.#keepMail(caller, person, null);
      return { ok: true, chosen: this.#chosen(person) };
    }
    const base = publicUrl(this.#env);
    if (person.consent.messages !== 'granted') return refused('no-consent');
    if (base === null || !mailWorks(this.#env, settings.mailFrom)) return refused('mail-off');
    const asked = messages.traces({ before: null, limit: CONFIRMS_AN_HOUR, shopper: caller.id, kind: 'confirm-email' });
    if (asked.length >= CONFIRMS_AN_HOUR && asked.every(({ atMs }) => atMs > now() - HOUR_MS)) return refused('slow-down');
    const decision = mayTell({
      ...this.#telling.reach(person),
      nowMs: now(),
      kind: 'confirm-email',
      channel: 'email',
      occasionMs: now(),
      frequency: 'at-once',
      consent: person.consent,
      rules: settings.contact ?? DEFAULT_RULES,
      address: email,
      addressConfirmed: false,
      channelWorks: true,
      barredBy: null,
      alreadyTold: false,
      available: true,
      outranked: false,
    });
    this.#keepMail(caller, person, email, () =>
      this.#telling.trace({ shopper: caller.id, message: null, kind: 'confirm-email', subject: 'email' }, 'email', decision),
    );
    const token = await writeLink(this.#env.RAPPORT_SECRET, { action: 'confirm', shop: shopId, shopper: caller.id, ref: await printOf(email) });
    const mail = confirmMail(`${base}/v1/confirm/${token}`, settings.name, person.locale);
    const sent = await sendMail(this.#env, { to: email, from: settings.mailFrom, fromName: settings.name, ...mail });
    return sent.ok ? { ok: true, chosen: this.#chosen(person) } : refused('mail-off');
  }

  /** They followed the link in the first mail: from now on the address counts, if it is still the one they asked for. */
  async confirmMail(at: At, id: string, print: string): Promise<Chosen> {
    const before = this.#parts.messages.preference(id);
    if (before.mail === null || (await printOf(before.mail)) !== print) return refused('not-found');
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const kept = this.#parts.messages.preference(id);
    if (kept.mail === before.mail && kept.mailConfirmedAtMs === null) {
      this.#people.keep(this.#people.noted(loaded.person, 'email_confirmed', 'page', {}), () =>
        this.#parts.messages.savePreference(id, { ...kept, mailConfirmedAtMs: now() }),
      );
    }
    return { ok: true, chosen: this.#chosen(loaded.person) };
  }

  async addDevice(at: At, caller: Caller, device: DeviceGiven): Promise<Chosen> {
    const id = await printOf(device.endpoint);
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    if (loaded.person.consent.messages !== 'granted') return refused('no-consent');
    this.#people.keep(
      this.#people.noted(loaded.person, 'push_allowed', 'page', {}),
      () => this.#parts.deliveries.addDevice(caller.id, { ...device, id }, now(), DEVICES_A_PERSON),
      caller,
    );
    return { ok: true, chosen: this.#chosen(loaded.person) };
  }

  async dropDevice(at: At, id: string, endpoint: string): Promise<Chosen> {
    const print = await printOf(endpoint);
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    this.#parts.deliveries.dropDevice(id, print);
    return { ok: true, chosen: this.#chosen(loaded.person) };
  }

  /** The message log of the slice. */
  log(at: At, query: TraceQuery): Answer<{ traces: Trace[] }> {
    return this.#parts.fence.admit(at) ?? { ok: true, traces: this.#parts.messages.traces(query) };
  }

  /** The name of what was followed for somebody and brought this; null = they asked for it themselves, or the wish is gone. */
  #followedFor(id: string, reasons: readonly MessageReason[]): string | null {
    const asked = this.#parts.watches.watches(id).filter(({ id: watch }) => reasons.some(({ watchId }) => watchId === watch));
    return asked.length > 0 && asked.every(({ inferred }) => inferred) ? (asked[0]?.query ?? null) : null;
  }

  #keepMail(caller: Caller, person: Person, mail: string | null, also: () => void = () => undefined): void {
    const { messages } = this.#parts;
    const kept = messages.preference(caller.id);
    const same = kept.mail === mail;
    this.#people.keep(
      this.#people.noted(person, 'email_asked', 'page', {}),
      () => {
        messages.savePreference(caller.id, { ...kept, mail, mailConfirmedAtMs: same ? kept.mailConfirmedAtMs : null });
        also();
      },
      caller,
    );
  }

  #chosen(person: Person): PreferencesView {
    const { store, messages, deliveries } = this.#parts;
    const { settings, shopId } = store.setup();
    const { preferences, mail, mailConfirmedAtMs } = messages.preference(person.id);
    const email = mail ?? person.email;
    const state = email === null ? 'none' : mail !== null && mailConfirmedAtMs === null ? 'unconfirmed' : 'confirmed';
    return {
      preferences,
      mail: { email, state },
      mailWorks: mailWorks(this.#env, settings.mailFrom),
      pushDevices: deliveries.devices(person.id).length,
      pushKey: vapidOf(this.#env.RAPPORT_SECRET, shopId).publicKey,
      shop: { name: settings.name, quiet: (settings.contact ?? DEFAULT_RULES).quiet, timeZone: settings.timeZone },
    };
  }
}

/** A print of an address or an endpoint: enough to know it again, not to read it. */
const printOf = async (text: string): Promise<string> => (await sha256(text)).slice(0, 22);
