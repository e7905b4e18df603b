export { ATTENTION, attentionRule, dueOn, REVIEW_DAYS, WEEK_DAYS, type Attention } from './attention.ts';
export { csvCell, csvLine, type CsvValue } from './csv.ts';
export { daysTogether, emptyDay, lastDays } from './days.ts';
export { few, FEWEST_PEOPLE, fewOf, hideFew, mayShow } from './few.ts';
export { dayIn, daysFrom, pointsDays, pointsDaysCsv, type HourSum } from './points-days.ts';
export {
  advance,
  bucketOf,
  FUNNEL_STEPS,
  funnelLines,
  ROUND_LIFE_MS,
  type FunnelLine,
  type FunnelStep,
  type FunnelSum,
  type Reached,
  type Round,
} from './funnel.ts';
export { ownersDay } from './owner-day.ts';
export { stagesReport, type StageFlow, type Standings } from './stages.ts';
