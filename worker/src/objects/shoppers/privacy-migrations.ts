import type { Migration } from '../../platform/migrate.ts';

/** What forgetting and consent need beyond the first tables. */
export const PRIVACY_MIGRATIONS: readonly Migration[] = [
  {
    id: 'shoppers-consent-gpc',
    additive: true,
    sql: 'ALTER TABLE consent ADD COLUMN gpc INTEGER NOT NULL DEFAULT 0 CHECK (gpc IN (0, 1));',
  },
];
