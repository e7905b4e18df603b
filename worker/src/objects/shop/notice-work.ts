import { nextDigest } from '@rapport/domain/notify';
import { daysTogether, lastDays, ownersDay } from '@rapport/domain/report';
import { FIRST_LAYERS } from '@rapport/domain/segments';
import { addWants, boardOf } from '@rapport/domain/watches';
import type { Notice, NoticeRules } from '@rapport/protocol';
import { mailWorks, publicUrl, type ChannelEnv } from '../../channels/channels.ts';
import { sendMail } from '../../channels/email.ts';
import { ownerMail } from '../../channels/owner-mail.ts';
import type { Agenda, AgendaItem, Plan } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { sha256 } from '../../platform/hash.ts';
import { log } from '../../platform/log.ts';
import { must } from '../port.ts';
import type { Seated } from './merge-saga.ts';
import type { NoticeStore, Told } from './notice-store.ts';
import { weeklyNotices } from './notice-weekly.ts';
import type { ShopRow } from './shop-store.ts';

const DAY_MS = 86_400_000;
/** What an owner is told of who has chosen nothing. */
const FIRST_RULES: NoticeRules = { mail: true, wantFrom: 5 };
/** How long a day's report is kept to be read again. */
const KEPT_MS = 395 * DAY_MS;

/** What telling the owner needs of the shop around it. */
export interface NoticeParts {
  readonly storage: DurableObjectStorage;
  readonly env: ChannelEnv;
  readonly store: NoticeStore;
  readonly agenda: Agenda;
  readonly shop: () => ShopRow;
  readonly owners: () => readonly string[];
  readonly slices: () => Promise<readonly Seated[]>;
}

/** Tells the owner every morning, at nine in the shop's zone, how the day was that has ended, and of wants that enough people share by now. */
export class NoticeWork {
  readonly #parts: NoticeParts;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  /** Plans the next morning, unless one is planned. */
  plan(): void {
    this.#parts.agenda.planAbout(this.#nextMorning(), Number.POSITIVE_INFINITY);
  }

  /** One morning. The next is planned together with what this one told: one that failed is tried again. */
  async run(): Promise<void> {
    const { storage, store, agenda, shop, slices } = this.#parts;
    const told = [...(await this.#day()), ...(await this.#wants()), ...(await weeklyNotices(store, shop().settings.timeZone, slices))];
    atomic(storage, () => {
      for (const one of told) {
        const id = store.add(one, now());
        if (id !== null) this.#post(id);
      }
      store.dropBefore(now() - KEPT_MS);
      agenda.plan(this.#nextMorning());
    });
  }

  /** A mail of one notice to one owner. Whoever no longer works here gets none. */
  async mail(item: AgendaItem): Promise<void> {
    const { id, to } = item.payload as { id: number; to: string };
    const { env, store, shop, owners } = this.#parts;
    const notice = store.get(id);
    const { id: shopId, settings } = shop();
    const base = publicUrl(env);
    if (!notice || base === null || !owners().includes(to)) return;
    const said = ownerMail(
      notice,
      {
        shop: settings.name,
        currency: settings.currency,
        timeZone: settings.timeZone,
        layers: settings.layers ?? FIRST_LAYERS,
        fields: settings.profileFields ?? [],
        console: `${base}/console/`,
      },
      settings.locales[0] ?? 'en',
    );
    const sent = await sendMail(env, {
      to,
      from: settings.mailFrom,
      fromName: settings.name,
      id: `${shopId}-notice-${id}-${await sha256(to)}`,
      ...said,
    });
    if (sent.ok) return;
    if (sent.retryable) throw new Error(sent.reason);
    log('notice.not-mailed', { reason: sent.reason });
  }

  list(before: number | null, limit: number): Notice[] {
    return this.#parts.store.before(before, limit);
  }

  #nextMorning(): Plan {
    const dueAtMs = nextDigest('daily', this.#parts.shop().settings.timeZone, now()) ?? now() + DAY_MS;
    return { kind: 'notice', key: 'morning', dueAtMs, lane: 2 };
  }

  #post(id: number): void {
    const { env, agenda, shop, owners } = this.#parts;
    const { settings } = shop();
    if (!(settings.notices ?? FIRST_RULES).mail || !mailWorks(env, settings.mailFrom)) return;
    for (const to of owners()) agenda.plan({ kind: 'notice-mail', key: `${id}:${to}`, dueAtMs: now(), payload: { id, to }, lane: 2 });
  }

  async #day(): Promise<Told[]> {
    const { store, shop, slices } = this.#parts;
    const [weekBefore = '', yesterday = ''] = [lastDays(now(), shop().settings.timeZone, 9)[0], lastDays(now(), shop().settings.timeZone, 2)[0]];
    if (store.knows(`day:${yesterday}`)) return [];
    const all = await slices();
    const parts = await Promise.all(all.map(async ({ slice, at }) => must(await slice.days(at, weekBefore, yesterday))));
    const [before, day] = daysTogether(
      [weekBefore, yesterday],
      parts.flatMap(({ days }) => days),
    );
    const groups = await Promise.all(all.map(async ({ slice, at }) => must(await slice.standings(at)).groups));
    const moved = parts.flatMap(({ flows }) => flows).filter((flow) => flow.day === yesterday);
    const detail = day && before ? ownersDay(day, before, groups.flat(), moved) : null;
    return detail ? [{ key: `day:${yesterday}`, kind: 'day', detail }] : [];
  }

  async #wants(): Promise<Told[]> {
    const { store, shop, slices } = this.#parts;
    const { wantFrom } = shop().settings.notices ?? FIRST_RULES;
    const parts = await Promise.all((await slices()).map(async ({ slice, at }) => must(await slice.demand(at)).wants));
    return addWants(parts).flatMap((want): Told[] => {
      const key = `want:${want.stem}`;
      const [row] = boardOf([want]);
      if (!row || row.people < wantFrom || store.knows(key)) return [];
      const { words, people, wishing, ceilingMinor } = row;
      return [{ key, kind: 'want', detail: { words, people, wishing, ceilingMinor } }];
    });
  }
}
