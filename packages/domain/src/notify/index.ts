export { isOpen, nextDigest, openFrom, type Hours } from './hours.ts';
export { KINDS, type Kind } from './kinds.ts';
export { lookBackMs } from './limits.ts';
export { mayTell, type TellDecision, type TellQuestion } from './may-tell.ts';
export { CONTACTS_KEPT_MS, roomFor, type Contact, type Room } from './room.ts';
export { DEFAULT_PREFERENCES, DEFAULT_RULES, rulesFor } from './rules.ts';
