export { mayTell, type TellChannel, type TellDecision, type TellPurpose, type TellQuestion } from './may-tell.ts';
