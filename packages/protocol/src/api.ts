import { MESSAGE_ROUTES } from './routes/message-routes.ts';
import { AUDIENCE_ROUTES } from './routes/audience-routes.ts';
import { CASE_ROUTES } from './routes/case-routes.ts';
import { LIST_ROUTES } from './routes/list-routes.ts';
import { OFFER_ROUTES } from './routes/offer-routes.ts';
import { PEOPLE_ROUTES } from './routes/people-routes.ts';
import { POINTS_ROUTES } from './routes/points-routes.ts';
import { REMINDER_ROUTES } from './routes/reminder-routes.ts';
import type { Route } from './routes/route.ts';
import { SERVER_ROUTES } from './routes/server-routes.ts';
import { SHOPPER_ROUTES } from './routes/shopper-routes.ts';
import { STAFF_ROUTES } from './routes/staff-routes.ts';
import { WEBHOOK_ROUTES } from './routes/webhook-routes.ts';

export {
  HiddenQuery,
  ApproveQuery,
  ImportQuery,
  InboxQuery,
  ListQuery,
  MessageLogQuery,
  PageRequest,
  PastQuery,
  RecommendationsQuery,
  TemplateQuery,
  TrendingQuery,
} from './routes/route.ts';
export { DaysQuery } from './audience.ts';
export type { Guard, Route } from './routes/route.ts';

/** Every route there is, once: OpenAPI, the contract tests and the guards' tests are made from it. */
export const ROUTES: readonly Route[] = [
  ...SHOPPER_ROUTES,
  ...POINTS_ROUTES,
  ...LIST_ROUTES,
  ...SERVER_ROUTES,
  ...CASE_ROUTES,
  ...OFFER_ROUTES,
  ...MESSAGE_ROUTES,
  ...REMINDER_ROUTES,
  ...AUDIENCE_ROUTES,
  ...PEOPLE_ROUTES,
  ...WEBHOOK_ROUTES,
  ...STAFF_ROUTES,
];
