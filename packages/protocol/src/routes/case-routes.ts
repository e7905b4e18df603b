import * as z from 'zod';
import { CaseOpening, CaseReport, ServiceCase, StaffNote } from '../case.ts';
import { body, helpers, server, staff } from './route.ts';
import type { Route } from './route.ts';

/** Questions and complaints, as far as contact rules have to know of them. */
export const CASE_ROUTES: readonly Route[] = [
  {
    method: 'post',
    path: '/v1/cases',
    guard: 'secret-key',
    summary: 'Takes a question or complaint from the shop’s own service desk, open or closed',
    body: CaseReport,
    status: 200,
    answer: ServiceCase,
    problems: [...server, ...body, 'not-found', 'erased'],
  },
  {
    method: 'post',
    path: '/v1/shoppers/{id}/notes',
    guard: 'staff',
    roles: helpers,
    summary: 'Notes a call, an interview, a request or a word in the person’s time line',
    body: StaffNote,
    status: 204,
    problems: [...staff, ...body, 'not-found', 'erased'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}/cases',
    guard: 'staff',
    roles: helpers,
    summary: 'A person’s questions and complaints, the newest first',
    status: 200,
    answer: z.object({ cases: z.array(ServiceCase) }),
    problems: [...staff, 'not-found', 'erased'],
  },
  {
    method: 'post',
    path: '/v1/shoppers/{id}/cases',
    guard: 'staff',
    roles: helpers,
    summary: 'Opens a question or complaint',
    body: CaseOpening,
    status: 201,
    answer: ServiceCase,
    problems: [...staff, ...body, 'not-found', 'erased'],
  },
  {
    method: 'post',
    path: '/v1/shoppers/{id}/cases/{case}/close',
    guard: 'staff',
    roles: helpers,
    summary: 'Closes a question or complaint',
    status: 200,
    answer: ServiceCase,
    problems: [...staff, 'not-found', 'erased'],
  },
];
