import type { DayNotice, DaySums } from '@rapport/protocol';
import { stagesReport, type StageFlow, type Standings } from './stages.ts';

/**
 * What the owner reads in the morning: the day that has ended, beside the same day of the week before, the layers as they stand and who moved on that day.
 * Null for a day on which nothing happened: nobody wants to be told of nothing.
 */
export function ownersDay(day: DaySums, weekBefore: DaySums, groups: readonly Standings[], moved: readonly StageFlow[]): DayNotice | null {
  const { visits, newcomers, orders, refunds, messages, pointsEarned, pointsExpired } = day;
  if (visits + newcomers + orders + refunds + messages + pointsEarned + pointsExpired === 0) return null;
  const { layers, flows, points, everybody } = stagesReport(groups, moved);
  return { day, weekBefore, everybody, layers, flows, points };
}
