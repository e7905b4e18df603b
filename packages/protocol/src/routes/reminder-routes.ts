import * as z from 'zod';
import { MyReminder, ReminderList, ReminderPatch, ReminderPreview, ReminderRule } from '../reminder.ts';
import { HiddenQuery, body, sellers, shopper, staff } from './route.ts';
import type { Route } from './route.ts';

/** Reminders that run with what was bought. */
export const REMINDER_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/me/reminders',
    guard: 'shopper',
    summary: 'What this shopper will be reminded of, the next first',
    query: HiddenQuery,
    status: 200,
    answer: z.object({ reminders: z.array(MyReminder) }),
    problems: [...shopper, 'invalid-query'],
  },
  {
    method: 'patch',
    path: '/v1/me/reminders',
    guard: 'shopper',
    summary: 'Stops one reminder, or lets it go on',
    body: ReminderPatch,
    status: 204,
    problems: [...shopper, ...body, 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/reminders',
    guard: 'staff',
    summary: 'What people are reminded of after a purchase, and how soon they buy the same again',
    status: 200,
    answer: ReminderList,
    problems: staff,
  },
  {
    method: 'post',
    path: '/v1/reminders',
    guard: 'staff',
    roles: sellers,
    summary: 'Adds a rule, or replaces the one with its id',
    body: ReminderRule,
    status: 200,
    answer: ReminderRule,
    problems: [...staff, ...body, 'overloaded'],
  },
  {
    method: 'post',
    path: '/v1/reminders/preview',
    guard: 'staff',
    summary: 'How many people a rule would remind, and when; nothing is kept or sent',
    body: ReminderRule,
    status: 200,
    answer: ReminderPreview,
    problems: [...staff, ...body],
  },
  {
    method: 'delete',
    path: '/v1/reminders/{id}',
    guard: 'staff',
    roles: sellers,
    summary: 'Takes a rule away; what was said stays',
    status: 204,
    problems: [...staff, 'not-found'],
  },
];
