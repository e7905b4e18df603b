import type { AppContext } from './context.ts';
import { machineNow } from '../platform/clock.ts';
import { Buckets } from '../platform/buckets.ts';
import type { Allowance } from '../platform/buckets.ts';
import { Problem } from '../platform/problem.ts';

/** What each kind of caller may ask for. Wide for real use, narrow for floods; an owner's shop on one machine fits in with room to spare. */
const ALLOWANCES = {
  /** Pages of one shop together. */
  key: { burst: 20_000, perMs: 10_000 },
  /** One shopper's pages together. */
  shopper: { burst: 120, perMs: 10_000 },
  /** New guests from one address. */
  session: { burst: 60, perMs: 60_000 },
  /** The shop's back end. */
  secret: { burst: 5_000, perMs: 10_000 },
  /** One member of staff. */
  staff: { burst: 300, perMs: 10_000 },
  /** Sign-in codes and tries from one address. */
  code: { burst: 20, perMs: 600_000 },
  /** The two above, where no address can be believed: for the whole shop. */
  anywhere: { burst: 3_000, perMs: 60_000 },
} as const satisfies Record<string, Allowance>;

/** Requests in work at once; what comes on top is told to come back, before anything of it was read. */
const MOST_IN_WORK = 2_000;

const buckets = new Buckets();
let inWork = 0;

/** Counts a call against whoever makes it. @throws {Problem} slow-down (429) with the time to wait */
export const limit = (kind: keyof typeof ALLOWANCES, who: string): void => {
  const waitMs = buckets.take(`${kind}:${who}`, ALLOWANCES[kind], machineNow());
  if (waitMs > 0) throw new Problem('slow-down', { retryAfterMs: waitMs });
};

/**
 * The address a request comes from, or null where nobody trustworthy says it: Cloudflare's header counts only on Cloudflare, another proxy's only when the
 * configuration names it. A header that anybody can write is no address.
 */
export const addressOf = (c: AppContext): string | null => {
  const header = c.env.IP_HEADER ?? (c.req.raw.cf === undefined ? undefined : 'CF-Connecting-IP');
  return header === undefined ? null : (c.req.header(header) ?? null);
};

/** Runs a request unless too many are in work. @throws {Problem} overloaded (503) */
export const whenRoom = async <T>(work: () => Promise<T>): Promise<T> => {
  if (inWork >= MOST_IN_WORK) throw new Problem('overloaded', { retryAfterMs: 1_000 });
  inWork += 1;
  try {
    return await work();
  } finally {
    inWork -= 1;
  }
};
