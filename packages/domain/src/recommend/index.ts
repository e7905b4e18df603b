export { CoVisits } from './co-visits.ts';
export { rank, type Ranked, type RankQuestion, type Seed } from './rank.ts';
export type { Scored } from './top.ts';
