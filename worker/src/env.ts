import * as z from 'zod';
import type { ChannelEnv } from './channels/channels.ts';

/** What the worker is given: its objects, its static files, its secret. */
export interface Env extends ChannelEnv {
  readonly SHOP: DurableObjectNamespace;
  readonly CATALOG: DurableObjectNamespace;
  readonly SHOPPERS: DurableObjectNamespace;
  readonly RECOMMENDER: DurableObjectNamespace;
  readonly COURIER: DurableObjectNamespace;
  readonly ASSETS: Fetcher;
  /** 32 random bytes or more, base64url. Everything the worker signs is signed with keys made from it. */
  readonly RAPPORT_SECRET: string;
  /** `test` opens the test clock and the routes of the benches; anything else is production. */
  readonly RAPPORT_MODE?: string;
  /** The header in which a proxy of the operator's own says where a request comes from; unset = no address is believed. On Cloudflare its own is. */
  readonly IP_HEADER?: string;
  /** Where our clock starts, in ms from the machine's; refused outside the test configuration. */
  readonly TEST_CLOCK_OFFSET_MS?: string;
  /** Where to hold whoever comes by from the start on (`platform/breakpoint`), as `place` or `place:passes`; refused outside the test configuration. */
  readonly TEST_HOLD_AT?: string;
}

const Variables = z.object({
  RAPPORT_SECRET: z.string().regex(/^[A-Za-z0-9_-]{43,}$/, 'make one with 32 random bytes, base64url'),
  RAPPORT_MODE: z.enum(['production', 'test']).default('production'),
  TEST_CLOCK_OFFSET_MS: z.coerce.number().int().optional(),
  TEST_HOLD_AT: z.string().optional(),
});

/** The worker's variables, checked. */
export type Configuration = z.infer<typeof Variables>;

let parsed: Configuration | undefined;

/**
 * Parses the variables once an isolate.
 * @throws {Error} that names what is missing or wrong, or that a test clock stands in a production configuration
 */
export const configuration = (env: Env): Configuration => {
  if (parsed) return parsed;
  const result = Variables.safeParse(env);
  if (!result.success)
    throw new Error(`Configuration: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  for (const name of ['TEST_CLOCK_OFFSET_MS', 'TEST_HOLD_AT'] as const) {
    if (result.data[name] !== undefined && result.data.RAPPORT_MODE !== 'test')
      throw new Error(`Configuration: ${name} belongs to tests only; remove it`);
  }
  parsed = result.data;
  return parsed;
};
