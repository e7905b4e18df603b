import * as z from 'zod';
import { Consent } from '../consent.ts';
import { TimelineEntry } from '../event.ts';
import { PersonLift } from '../experiment.ts';
import { Balance, Voucher } from '../points.ts';
import { DemandBoard, DemandQuery } from '../demand.ts';
import { PointsDays, PointsDaysQuery } from '../points-days.ts';
import { Product } from '../product.ts';
import { TriedRow } from '../recommendation.ts';
import { PersonExport, ShopperPage, ShopperRow } from '../shopper.ts';
import { StaffWatches, Watch, WatchesQuery } from '../watch.ts';
import { ListQuery, PastQuery, RecommendationsQuery, staff, owners, managers, helpers } from './route.ts';
import type { Route } from './route.ts';

/** What staff may ask of the catalogue and of people. */
export const PEOPLE_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/products',
    guard: 'staff',
    summary: 'The catalogue',
    query: ListQuery,
    status: 200,
    answer: z.object({ products: z.array(Product), next: z.string().nullable() }),
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/demand',
    guard: 'staff',
    summary: 'What three people or more look for in vain; `as=csv` is the buying list',
    query: DemandQuery,
    status: 200,
    answer: DemandBoard,
    file: 'text/csv',
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/watches',
    guard: 'staff',
    roles: helpers,
    summary: 'What people wait for, person by person, with when it last spoke',
    query: WatchesQuery,
    status: 200,
    answer: StaffWatches,
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/points/days',
    guard: 'staff',
    summary: 'Points by day, over all shoppers; `as=csv` is the same as a file',
    query: PointsDaysQuery,
    status: 200,
    answer: PointsDays,
    file: 'text/csv',
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/shoppers',
    guard: 'staff',
    roles: helpers,
    summary: 'People',
    query: ListQuery,
    status: 200,
    answer: ShopperPage,
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}',
    guard: 'staff',
    roles: helpers,
    summary: 'A person',
    status: 200,
    answer: z.object({
      shopper: ShopperRow,
      consent: Consent,
      balance: Balance,
      watches: z.array(Watch),
      vouchers: z.array(Voucher),
      lift: PersonLift,
    }),
    problems: [...staff, 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}/timeline',
    guard: 'staff',
    roles: helpers,
    summary: 'All that happened with a person, the newest first',
    query: PastQuery,
    status: 200,
    answer: z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() }),
    problems: [...staff, 'invalid-query', 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}/recommendations',
    guard: 'staff',
    roles: helpers,
    summary: 'What a person would be shown at a place, and why; nothing is counted by it',
    query: RecommendationsQuery,
    status: 200,
    answer: TriedRow,
    problems: [...staff, 'invalid-query', 'erased'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}/export',
    guard: 'staff',
    roles: managers,
    summary: 'Everything that is held of a person',
    status: 200,
    answer: PersonExport,
    problems: staff,
  },
  { method: 'delete', path: '/v1/shoppers/{id}', guard: 'staff', roles: managers, summary: 'Forgets a person', status: 204, problems: staff },
  {
    method: 'post',
    path: '/v1/slices/{id}/rebuild',
    guard: 'staff',
    roles: owners,
    summary: 'Copies a slice into a fresh object, so that nothing deleted is left in a file',
    status: 202,
    answer: z.object({ slice: z.int(), generation: z.int() }),
    problems: [...staff, 'not-found'],
  },
];
