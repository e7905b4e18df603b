import type { Summary } from '@rapport/domain/knowing';

/** Somebody who entered a stage, or who agreed to messages while in one; and whether something happened or only time passed. */
export interface Entered {
  readonly shopper: string;
  readonly summary: Summary;
  readonly by: 'event' | 'time';
}
