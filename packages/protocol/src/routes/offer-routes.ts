import { HoldoutReport } from '../experiment.ts';
import { staff } from './route.ts';
import type { Route } from './route.ts';

/** Offers, contact rules and what came of them. */
export const OFFER_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/experiments/holdout',
    guard: 'staff',
    summary: 'People who got offers against people who got none',
    status: 200,
    answer: HoldoutReport,
    problems: staff,
  },
];
