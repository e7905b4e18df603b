import type { Sentences } from './templates.ts';

export const zhHant: Sentences = {};
