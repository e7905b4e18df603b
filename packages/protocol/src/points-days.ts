import * as z from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, as in 2026-05-03');

/** Points of one day of the shop's calendar, over all shoppers. All whole; `liability` is what could be asked for at its end: pending and available together. */
export const PointsDay = z.object({
  day: z.string(),
  issued: z.int(),
  /** Became available on this day, at once or after waiting. */
  available: z.int(),
  spent: z.int(),
  /** Came back from vouchers that were given up. */
  givenBack: z.int(),
  expired: z.int(),
  reversed: z.int(),
  liability: z.int(),
});
export type PointsDay = z.infer<typeof PointsDay>;

/** Query of GET /v1/points/days: from which day to which, both counted in; at most 400. */
export const PointsDaysQuery = z.object({ from: day, to: day, as: z.enum(['json', 'csv']).default('json') });
export type PointsDaysQuery = z.infer<typeof PointsDaysQuery>;

/** Points accounting by day. `debt` is what shoppers owe now for refunds of points they had spent. `forgotten`: points that were in circulation when their owners were erased. */
export const PointsDays = z.object({ days: z.array(PointsDay), debt: z.int(), forgotten: z.int() });
export type PointsDays = z.infer<typeof PointsDays>;
