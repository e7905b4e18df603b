export { fits, lapsed, nextField, standing, sureOf } from './profile.ts';
export type { PutOff, Source, Told, Value } from './profile.ts';
export { NEXT_AFTER_DAYS, QUIET_DAYS, REST_DAYS, SURE, SURE_LEFT } from './tuning.ts';
