import type { Split } from '../../platform/migrate.ts';
import { AGENDA_SPLIT } from '../../platform/agenda.ts';
import { CASE_CARRIED, CASE_SPLIT } from './case-store.ts';
import { REMINDER_CARRIED, REMINDER_SPLIT } from './reminder-migrations.ts';
import { EXPERIMENTS_CARRIED, EXPERIMENTS_SPLIT } from './experiments-migrations.ts';
import { FENCE_SPLIT } from '../../platform/fence.ts';
import { FUNNEL_CARRIED, FUNNEL_SPLIT } from './funnel-store.ts';
import { KNOWING_CARRIED, KNOWING_SPLIT } from './knowing-migrations.ts';
import { MERGING_SPLIT } from './merging-migrations.ts';
import { MESSAGE_TABLES } from './message-migrations.ts';
import { OFFERS_CARRIED, OFFERS_SPLIT } from './offers-migrations.ts';
import { OUTBOX_SPLIT } from '../../platform/outbox.ts';
import { POINTS_CARRIED, POINTS_SPLIT } from './points-migrations.ts';
import { PROFILE_CARRIED, PROFILE_SPLIT } from './profile-store.ts';
import { TASTE_CARRIED, TASTE_TABLES } from './taste-migrations.ts';
import { WATCH_SPLIT } from './watch-migrations.ts';

/** How each table behaves when a slice splits (law 8). */
export const SHOPPERS_TABLES: Readonly<Record<string, Split>> = {
  ...FENCE_SPLIT,
  ...AGENDA_SPLIT,
  ...OUTBOX_SPLIT,
  ...EXPERIMENTS_SPLIT,
  ...TASTE_TABLES,
  ...MESSAGE_TABLES,
  ...POINTS_SPLIT,
  ...KNOWING_SPLIT,
  ...OFFERS_SPLIT,
  ...FUNNEL_SPLIT,
  ...PROFILE_SPLIT,
  ...CASE_SPLIT,
  ...MERGING_SPLIT,
  ...REMINDER_SPLIT,
  setup: 'copied',
  shopper: 'by-shopper',
  consent: 'by-shopper',
  event: 'by-shopper',
  ...WATCH_SPLIT,
  message: 'by-shopper',
  told: 'by-shopper',
  trace: 'by-shopper',
  shop_order: 'by-shopper',
  reported: 'by-shopper',
  ledger: 'by-shopper',
  voucher: 'by-shopper',
  command: 'by-shopper',
  joined: 'by-shopper',
  erased_total: 'summed',
  heard: 'copied',
  copying: 'local',
  copying_touched: 'local',
};

/** Tables that go with a guest who is merged, in the order they are carried. The person's own row is joined, not copied. */
export const CARRIED_TABLES = [
  'consent',
  'event',
  'watch',
  'message',
  'told',
  'trace',
  'preference',
  'device',
  'delivery',
  'shop_order',
  'reported',
  'ledger',
  'voucher',
  'command',
  ...EXPERIMENTS_CARRIED,
  ...TASTE_CARRIED,
  ...POINTS_CARRIED,
  ...KNOWING_CARRIED,
  ...OFFERS_CARRIED,
  ...FUNNEL_CARRIED,
  ...PROFILE_CARRIED,
  ...REMINDER_CARRIED,
  ...CASE_CARRIED,
] as const;
