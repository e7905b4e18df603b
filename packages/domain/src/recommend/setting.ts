/** All numbers that shape the model's answers. There is one set of them, `UNIVERSAL` in tuning.ts, for every shop; experiments may pass another. */
export interface Setting {
  readonly window: number;
  readonly distancePower: number;
  readonly lengthDamping: number;
  readonly backward: number;
  readonly pairHalfLifeDays: number;
  readonly prefix: number;
  readonly sessionsAProduct: number;
  readonly nearest: number;
  readonly prefixFade: number;
  readonly rarityPower: number;
  readonly sessionHalfLife: number;
  readonly sessionHalfLifeDays: number;
  readonly reach: number;
  readonly positionFade: number;
  readonly backPosition: number;
  readonly pairFade: number;
  readonly shrinkage: number;
  readonly neighbourShare: number;
  readonly sharpness: number;
  readonly hopFrom: number;
  readonly repeatBoost: number;
  readonly repeatScorePower: number;
  readonly repeatRatePower: number;
  readonly judged: number;
  readonly lessons: readonly (readonly [untilEvents: number, every: number])[];
  readonly lessonStep: number;
  readonly judgement: readonly number[];
}
