import { ListImported, ListImportQuery, StaticList, StaticLists } from '../static-list.ts';
import { DuplicateReport, QualityReport } from '../quality.ts';
import { body, helpers, managers, sellers, staff } from './route.ts';
import type { Route } from './route.ts';

/** Lists that people are put on, and how good what is known of people is. */
export const LIST_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/lists',
    guard: 'staff',
    summary: 'The shop’s lists, with how many people are on each',
    status: 200,
    answer: StaticLists,
    problems: staff,
  },
  {
    method: 'post',
    path: '/v1/lists',
    guard: 'staff',
    roles: sellers,
    summary: 'Adds a list, or gives the one with its id another name',
    body: StaticList,
    status: 200,
    answer: StaticList,
    problems: [...staff, ...body, 'overloaded'],
  },
  {
    method: 'delete',
    path: '/v1/lists/{id}',
    guard: 'staff',
    roles: managers,
    summary: 'Takes a list away; its people stay',
    status: 204,
    problems: [...staff, 'not-found'],
  },
  {
    method: 'post',
    path: '/v1/lists/{id}/people',
    guard: 'staff',
    roles: managers,
    summary: 'Puts the people of a file on a list, or takes them off; a line each, by id, customer_id or email',
    query: ListImportQuery,
    media: 'text/csv',
    status: 200,
    answer: ListImported,
    problems: [...staff, 'invalid-query', 'invalid-file', 'too-large', 'too-slow', 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/lists/{id}/export',
    guard: 'staff',
    roles: managers,
    summary: 'The people of a list as a CSV file, which can be imported again',
    status: 200,
    problems: [...staff, 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/quality',
    guard: 'staff',
    summary: 'How much of what members can be known by is there, can be right, and is of late',
    status: 200,
    answer: QualityReport,
    problems: staff,
  },
  {
    method: 'get',
    path: '/v1/duplicates',
    guard: 'staff',
    roles: helpers,
    summary: 'Rows that are likely one person, side by side',
    status: 200,
    answer: DuplicateReport,
    problems: staff,
  },
];
