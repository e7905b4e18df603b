import { readFileSync } from 'node:fs';
import type { Currency } from './money.ts';

/** What the owner's Rapport account gave us. */
export interface RapportConfig {
  readonly rapportUrl: string;
  readonly shopId: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly identitySecret: string;
}

/** Everything the shop is told from outside. */
export interface Config {
  /** Absent: the shop sells all the same, without a loyalty programme. */
  readonly rapport: RapportConfig | undefined;
  readonly port: number;
  readonly dataFolder: string;
  /** Only heard when the data folder is new. */
  readonly currency: Currency;
  /** The address under which people see the shop, when something stands before it. */
  readonly siteUrl: string | undefined;
}

const NAMES = ['rapportUrl', 'shopId', 'publishableKey', 'secretKey', 'identitySecret'] as const;

function readRapport(path: string): RapportConfig {
  const given = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const missing = NAMES.filter((name) => typeof given[name] !== 'string' || given[name] === '');
  if (missing.length > 0) throw new Error(`${path} lacks ${missing.join(', ')}`);
  const url = new URL(given['rapportUrl'] as string);
  return { ...(given as unknown as RapportConfig), rapportUrl: url.href.replace(/\/$/, '') };
}

/** Reads the environment once and says what is wrong with it. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const port = Number(env['PORT'] ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('PORT is no port');
  const currency = env['DEMO_CURRENCY'] ?? 'EUR';
  if (currency !== 'EUR' && currency !== 'TWD') throw new Error('DEMO_CURRENCY is EUR or TWD');
  const path = env['DEMO_CONFIG'];
  return {
    rapport: path === undefined || path === '' ? undefined : readRapport(path),
    port,
    dataFolder: env['DEMO_DATA'] ?? 'demo-data',
    currency,
    siteUrl: env['DEMO_URL']?.replace(/\/$/, ''),
  };
}
