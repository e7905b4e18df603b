import { DaysQuery } from '@rapport/protocol';
import type { DaySums, FunnelReport, Layer, Stage, StagesReport } from '@rapport/protocol';
import { funnelLines, hideFew, mayShow } from '@rapport/domain/report';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onEverySlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import type { DaySumRow, StandingRow } from '../objects/audience-ports.ts';
import { now } from '../platform/clock.ts';

const DAY_MS = 86_400_000;

/** Under /v1/reports: sums over all slices, without people. */
export const reports = new Hono<App>()
  .get('/days', staff, async (c) => {
    const names = dayNames(c, query(c, DaysQuery).days);
    const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.days(at, names[0] ?? '', names.at(-1) ?? ''));
    const byDay = new Map<string, DaySumRow>();
    for (const row of parts.flatMap(({ days }) => days)) byDay.set(row.day, together(byDay.get(row.day), row));
    return c.json({ days: names.map((day): DaySums => byDay.get(day) ?? emptyDay(day)), atMs: now() });
  })
  .get('/funnel', staff, async (c) => {
    const names = dayNames(c, query(c, DaysQuery).days);
    const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.funnel(at, names[0] ?? '', names.at(-1) ?? ''));
    const steps = funnelLines(parts.flatMap(({ sums }) => sums));
    return c.json({ steps, atMs: now() } satisfies FunnelReport);
  })
  .get('/stages', staff, async (c) => {
    const names = dayNames(c, query(c, DaysQuery).days);
    const [standings, days, learnt] = await Promise.all([
      onEverySlice(c.env, c.var.door, (slice, at) => slice.standings(at)),
      onEverySlice(c.env, c.var.door, (slice, at) => slice.days(at, names[0] ?? '', names.at(-1) ?? '')),
      shopOf(c.env, c.var.door.shopId).then((shop) => shop.valueLearnt()),
    ]);
    const groups = standings.flatMap((one) => one.groups);
    const flows = new Map<string, number>();
    for (const { previous, stage, people } of days.flatMap((one) => one.flows)) {
      flows.set(`${previous} ${stage}`, (flows.get(`${previous} ${stage}`) ?? 0) + people);
    }
    const model = learnt && { basis: learnt.learnt.basis, customers: learnt.learnt.customers, returned: learnt.learnt.returned };
    return c.json({ ...stagesReport(groups, flows), model, atMs: now() } satisfies StagesReport);
  });

/** The last days of the shop's calendar, the oldest first. */
const dayNames = (c: AppContext, count: number): string[] => {
  const { timeZone } = c.var.door.settings;
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  // Half a day back from now for each: no day of 23 or 25 hours is met twice or left out.
  const names = Array.from({ length: (count + 1) * 2 }, (_, i) => calendar.format(now() - (i * DAY_MS) / 2));
  return [...new Set(names)].slice(0, count).toReversed();
};

const emptyDay = (day: string): DaySums => ({
  day,
  newcomers: 0,
  joined: 0,
  visits: 0,
  views: 0,
  searches: 0,
  baskets: 0,
  orders: 0,
  repeatOrders: 0,
  revenueMinor: 0,
  refunds: 0,
  refundedMinor: 0,
  pointsEarned: 0,
  pointsSpent: 0,
  pointsExpired: 0,
  messages: 0,
  messagesRead: 0,
});

const together = (one: DaySumRow | undefined, other: DaySumRow): DaySumRow => {
  if (!one) return other;
  const { day, ...sums } = one;
  return {
    day,
    ...(Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, value + other[name as keyof typeof sums]])) as typeof sums),
  };
};

/** Groups of people as they may be shown: what stands for fewer than five says null, and so does the row that would give it away. */
const stagesReport = (groups: readonly StandingRow[], flows: ReadonlyMap<string, number>): Omit<StagesReport, 'model' | 'atMs'> => {
  const everybody = groups.reduce((sum, { people }) => sum + people, 0);
  const customers = groups.filter(({ rfm }) => rfm !== null);
  const bought = customers.reduce((sum, { people }) => sum + people, 0);
  const returned = customers.reduce((sum, one) => sum + one.returned, 0);
  const stages = by(groups, ({ stage }) => stage);
  const layers = by(groups, ({ layer }) => layer);
  const rfm = by(customers, (one) => one.rfm ?? '');
  const moved = [...flows].map(([way, people]) => ({ way, people }));
  return {
    everybody: few(everybody),
    stages: shown(stages).map(({ name, row }) => ({ stage: name as Stage, people: row?.people ?? null, valueMinor: row?.valueMinor ?? null })),
    layers: shown(layers).map(({ name, row }) => ({ layer: name as Layer, people: row?.people ?? null, spentMinor: row?.spentMinor ?? null })),
    rfm: shown(rfm).map(({ name, row }) => ({ group: name, people: row?.people ?? null, spentMinor: row?.spentMinor ?? null })),
    flows: moved.map(({ way, people }) => ({ from: way.split(' ')[0] ?? '', to: way.split(' ')[1] ?? '', people: few(people) })),
    points: { available: groups.reduce((sum, one) => sum + one.points, 0), pending: groups.reduce((sum, one) => sum + one.pending, 0) },
    repeatRate: mayShow(bought) ? returned / bought : null,
  };
};

const few = (people: number): number | null => (people === 0 || mayShow(people) ? people : null);

type Sum = Pick<StandingRow, 'people' | 'valueMinor' | 'spentMinor'>;

const by = (groups: readonly StandingRow[], nameOf: (row: StandingRow) => string): { name: string; row: Sum }[] => {
  const sums = new Map<string, Sum>();
  for (const group of groups) {
    const known = sums.get(nameOf(group)) ?? { people: 0, valueMinor: 0, spentMinor: 0 };
    const { people, valueMinor, spentMinor } = group;
    sums.set(nameOf(group), { people: known.people + people, valueMinor: known.valueMinor + valueMinor, spentMinor: known.spentMinor + spentMinor });
  }
  return [...sums].map(([name, row]) => ({ name, row })).toSorted((a, b) => b.row.people - a.row.people);
};

const shown = (rows: readonly { name: string; row: Sum }[]): { name: string; row: Sum | null }[] => {
  const kept = hideFew(rows, ({ row }) => row.people);
  return rows.map(({ name }, i) => ({ name, row: kept[i]?.row ?? null }));
};
