import type { Stage, StagesReport } from '@rapport/protocol';
import { few, hideFew, mayShow } from './few.ts';

/** People who share a stage, a layer and a named group; money in minor units. */
export interface Standings {
  readonly stage: string;
  readonly layer: string;
  readonly rfm: string | null;
  readonly people: number;
  readonly valueMinor: number;
  readonly spentMinor: number;
  readonly returned: number;
  readonly points: number;
  readonly pending: number;
}

/** People who went from one stage to another. */
export interface StageFlow {
  readonly previous: string;
  readonly stage: string;
  readonly people: number;
}

/** Groups of people as they may be shown: what stands for fewer than five says null, and so does the row that would give it away. */
export const stagesReport = (groups: readonly Standings[], moved: readonly StageFlow[]): Omit<StagesReport, 'model' | 'atMs'> => {
  const everybody = groups.reduce((sum, { people }) => sum + people, 0);
  const customers = groups.filter(({ rfm }) => rfm !== null);
  const bought = customers.reduce((sum, { people }) => sum + people, 0);
  const returned = customers.reduce((sum, one) => sum + one.returned, 0);
  const stages = by(groups, ({ stage }) => stage);
  const layers = by(groups, ({ layer }) => layer);
  const rfm = by(customers, (one) => one.rfm ?? '');
  return {
    everybody: few(everybody),
    stages: shown(stages).map(({ name, row }) => ({ stage: name as Stage, people: row?.people ?? null, valueMinor: row?.valueMinor ?? null })),
    layers: shown(layers).map(({ name, row }) => ({ layer: name, people: row?.people ?? null, spentMinor: row?.spentMinor ?? null })),
    rfm: shown(rfm).map(({ name, row }) => ({ group: name, people: row?.people ?? null, spentMinor: row?.spentMinor ?? null })),
    flows: flowsOf(moved),
    points: { available: groups.reduce((sum, one) => sum + one.points, 0), pending: groups.reduce((sum, one) => sum + one.pending, 0) },
    repeatRate: mayShow(bought) ? returned / bought : null,
  };
};

/** Flows of several days and slices, added up. */
const flowsOf = (moved: readonly StageFlow[]): StagesReport['flows'] => {
  const flows = new Map<string, StageFlow>();
  for (const one of moved) {
    const way = `${one.previous} ${one.stage}`;
    flows.set(way, { ...one, people: (flows.get(way)?.people ?? 0) + one.people });
  }
  return [...flows.values()].map(({ previous, stage, people }) => ({ from: previous, to: stage, people: few(people) }));
};

type Sum = Pick<Standings, 'people' | 'valueMinor' | 'spentMinor'>;

const by = (groups: readonly Standings[], nameOf: (row: Standings) => string): { name: string; row: Sum }[] => {
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
