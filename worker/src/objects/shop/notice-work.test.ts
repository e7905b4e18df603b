import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { emptyDay } from '@rapport/domain/report';
import { afterEach, expect, it } from 'vitest';
import { Agenda } from '../../platform/agenda.ts';
import { saidOfQuality } from '../../channels/owner-mail-weekly.ts';
import { now, offset, setOffset } from '../../platform/clock.ts';
import type { At, SlicePort } from '../ports.ts';
import { someSettings } from '../shoppers/testing.ts';
import { NoticeStore } from './notice-store.ts';
import { weeklyNotices } from './notice-weekly.ts';
import { NoticeWork } from './notice-work.ts';

const DAY_MS = 86_400_000;
const shops = (env as unknown as { SHOP: DurableObjectNamespace }).SHOP;

/** A slice in which six people came by on whatever day is asked for. */
const aVisitedSlice = {
  days: (_: At, from: string, to: string) => Promise.resolve({ ok: true, days: [emptyDay(from), { ...emptyDay(to), visits: 6 }], flows: [] }),
  standings: () => Promise.resolve({ ok: true, groups: [] }),
  demand: () => Promise.resolve({ ok: true, wants: [] }),
} as unknown as SlicePort;

afterEach(() => setOffset(0));

it('tries a morning again that failed, tells it once, and plans the next only then', async () => {
  await runInDurableObject(shops.getByName('notices'), async (_, { storage }) => {
    const agenda = new Agenda(storage);
    const store = new NoticeStore(storage.sql);
    let asked = 0;
    const work = new NoticeWork({
      storage,
      env: { RAPPORT_SECRET: 'a-secret-of-the-test' },
      store,
      agenda,
      shop: () => ({
        id: 'pk_test',
        settings: { ...someSettings({}), timeZone: 'Asia/Taipei' },
        version: 1,
        identitySecret: '',
        oldIdentity: null,
        webhookSecret: '',
        oldWebhook: null,
        directoryKey: '',
        madeAtMs: 0,
      }),
      owners: () => ['owner@example.com'],
      slices: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('a slice is away')) : Promise.resolve([{ slice: aVisitedSlice, at: { generation: 1 } }]);
      },
    });
    const handlers = { notice: () => work.run() };
    // A Tuesday: the Wednesday after it asks for no week and no review.
    setOffset(Date.UTC(2026, 5, 2, 12) - Date.now());
    work.plan();
    setOffset(offset() + DAY_MS);
    expect(await agenda.run(handlers)).toEqual({ done: 0, failed: 1 });
    expect(store.before(null, 10)).toEqual([]);
    // Looking again, as an object does that wakes, leaves the second try where it is.
    work.plan();
    setOffset(offset() + 5_001);
    expect(await agenda.run(handlers)).toEqual({ done: 1, failed: 0 });
    expect(store.before(null, 10).map(({ kind }) => kind)).toEqual(['day']);
    setOffset(offset() + DAY_MS);
    expect(agenda.due().map(({ dueAtMs }) => now() - dueAtMs < DAY_MS)).toEqual([true]);
  });
});

it('says among how many it looked where a shop has more people than can be compared at once', async () => {
  setOffset(Date.UTC(2026, 5, 1, 12) - Date.now());
  const aSliceOf = (pages: number): SlicePort =>
    ({
      quality: () => Promise.resolve({ ok: true, fields: { name: { of: 900, known: 800, valid: 800, fresh: null } } }),
      prints: (_: At, after: string, limit: number) =>
        Promise.resolve({
          ok: true,
          people: Array.from({ length: limit }, (_each, i) => ({ id: `${after}${i}`, prints: i < 6 && after === '' ? [['email', `${i % 3}`]] : [] })),
          next: Number(after) + 1 < pages ? `${Number(after) + 1}` : null,
        }),
      countAudience: () => Promise.resolve({ ok: true, people: 0 }),
    }) as unknown as SlicePort;
  const told = (pages: number) =>
    runInDurableObject(shops.getByName(`week-${pages}`), async (_, { storage }) => {
      const slices = () => Promise.resolve([{ slice: aSliceOf(pages), at: { generation: 1 } }]);
      return weeklyNotices(new NoticeStore(storage.sql), 'UTC', slices);
    });
  expect(await told(2)).toMatchObject([{ kind: 'quality', detail: { duplicates: null, among: null } }]);
  const [notice] = await told(16);
  expect(notice).toMatchObject({ kind: 'quality', detail: { duplicates: null, among: 300_000 } });
  const about = { shop: '', currency: 'EUR', timeZone: 'UTC', layers: [], fields: [], console: 'https://shop.example/console/' };
  const said = saidOfQuality(notice?.detail as Parameters<typeof saidOfQuality>[0], about, 'en', 'en');
  expect(said.parts[1]?.rows[0]?.name).toContain('300,000 people');
});
