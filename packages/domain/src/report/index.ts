export { csvCell, csvLine, type CsvValue } from './csv.ts';
export { FEWEST_PEOPLE, hideFew, mayShow } from './few.ts';
export { dayIn, daysFrom, pointsDays, pointsDaysCsv, type HourSum } from './points-days.ts';
