export { NO_TROUBLES, reasonsOf } from './reasons.ts';
export type { Reason, ReasonCode, Troubles } from './reasons.ts';
export { FIRST_RULES, nextStageAtMs, noOrders, orderFacts, stageAt, STAGES, stagesAt } from './stage.ts';
export type { LifeFacts, Stage, StageRules } from './stage.ts';
export { FIRST_WORDS } from './words.ts';
