import { env } from 'cloudflare:workers';
import type { ShopSettings } from '@rapport/protocol';
import { firstProgramme } from '../shop/first-programme.ts';
import type { At, Caller, SlicePort } from '../ports.ts';

/** Settings of a small shop, with what a test wants different. */
export const someSettings = (change: Partial<ShopSettings> = {}): ShopSettings => ({
  name: 'Tea',
  currency: 'EUR',
  timeZone: 'UTC',
  locales: ['en'],
  origins: [],
  mailFrom: '',
  programme: firstProgramme('EUR'),
  holdoutPercent: 0,
  retention: { eventDays: 395, guestDays: 30 },
  ...change,
});

/** An open slice that holds everybody, under a name of its own. */
export const aSlice = async (
  name: string,
  settings = someSettings(),
  holdoutKey = '',
): Promise<{ stub: DurableObjectStub; slice: SlicePort; at: At }> => {
  const stub = (env as unknown as { SHOPPERS: DurableObjectNamespace }).SHOPPERS.getByName(name);
  const slice = stub as unknown as SlicePort;
  await slice.open({ generation: 1, from: 0, to: 65_536 }, { shopId: 'sabcdefghijklmno', slice: 0, settings, version: 1, holdoutKey });
  return { stub, slice, at: { generation: 1 } };
};

/** A guest who agreed to everything. */
export const aCaller = (id: string): Caller => ({
  id,
  locale: 'en',
  consent: { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?', atMs: 1 },
});
