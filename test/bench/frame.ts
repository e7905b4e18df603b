/** One measured figure. A field that does not apply is null. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same thing measured beside it in the same run (a bare object, a rival, an empty page). */
  readonly reference: number | null;
  /** value / reference. */
  readonly ratio: number | null;
  /** Where it is red. */
  readonly floor: number | null;
  /** Where we want to be. */
  readonly goal: number | null;
  /** Whether the floor is kept; null without a floor. */
  readonly met: boolean | null;
}

/** What is known of a figure before it is judged. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference?: number;
  readonly floor?: number;
  readonly goal?: number;
  /** Is more better (throughput) or less (time, bytes)? */
  readonly better: 'more' | 'less';
  /** Do floor and goal speak of the value, or of its ratio to the reference? */
  readonly judge?: 'value' | 'ratio';
}

/** Judges a figure. A value that isn't a number was not measured, and that is an error, never a red figure. */
export function figure({ name, value, unit, reference, floor, goal, better, judge = 'value' }: Measured): Figure {
  if (!Number.isFinite(value)) throw new Error(`${name} was not measured`);
  const ratio = reference === undefined || reference === 0 ? null : value / reference;
  const judged = judge === 'ratio' ? ratio : value;
  if (judge === 'ratio' && ratio === null) throw new Error(`${name} is judged by its reference, and that was not measured`);
  const met = floor === undefined || judged === null ? null : better === 'more' ? judged >= floor : judged <= floor;
  return { name, value, unit, reference: reference ?? null, ratio, floor: floor ?? null, goal: goal ?? null, met };
}

/** The value below which a share `q` (0 to 1) of all values lies, between two of them linearly. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A table for people. */
export function table(figures: readonly Figure[]): string {
  const head = ['figure', 'value', 'unit', 'reference', 'ratio', 'floor', 'goal', ''];
  const rows = figures.map((row) => [
    row.name,
    shown(row.value),
    row.unit,
    shown(row.reference),
    shown(row.ratio),
    shown(row.floor),
    shown(row.goal),
    row.met === null ? '' : row.met ? 'met' : 'NOT MET',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => ([0, 2, 7].includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

const shown = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en', Math.abs(value) >= 1_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 });
