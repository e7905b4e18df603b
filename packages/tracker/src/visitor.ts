import type { ConsentRecord, Identified, SessionGiven, ShopperView } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Answer, Post } from './send.ts';
import type { Store } from './store.ts';

/** Who speaks to the worker: the token, and the shopper's state when it came along. */
export interface Session {
  readonly token: string;
  readonly view?: ShopperView;
}

/** A session, or the status that says why there is none (0 = no answer came). */
export type SessionOutcome = Session | { readonly status: number };

/** The person at this browser, as far as they let us know them. */
export interface Visitor {
  /** Whether the shop has said who it is. Their own account needs no consent: they see their balance, and nothing of what they do is sent. */
  isNamed(): boolean;
  /** The session; asks for one if there is none, for a new one if `renew`. Several callers share one request. Ask only after consent, or for somebody named. */
  session(renew?: boolean): Promise<SessionOutcome>;
  /** The token if it is at hand: for the moment a page goes away. */
  token(): string | undefined;
  /** Says who it is by the shop's signed token; '' = signed out. */
  identify(identity: string): void;
  forget(): void;
}

interface Kept {
  readonly token: string;
  readonly expiresAtMs: number;
  /** Whom the shop says it is; '' = a guest. */
  readonly who: string;
}

/** Renew so long before the end. */
const EARLY_MS = 60_000;

/** The `sub` of a JWT, read without trust: only to notice that another person sits here now. '' when there is none, or it is unreadable. */
export const subjectOf = (jwt: string): string => {
  if (!jwt) return ''; // a guest: most are, and an error that is caught takes longer than all else here
  try {
    const text = atob((jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return String((JSON.parse(text) as { sub?: unknown }).sub ?? '');
  } catch {
    return ''; // not a JWT: the worker will say so
  }
};

/**
 * Makes the visitor. A guest's token is kept (after consent), so that the next page is the same guest. With `identity` the guest is promoted or
 * merged. When the person signed out or changed, the earlier member's token is dropped and `left` is called, so that nothing of theirs is sent as somebody else's.
 */
export const makeVisitor = (deps: {
  readonly store: Store;
  readonly post: Post;
  readonly query: string;
  readonly locale: string;
  readonly now: () => number;
  readonly record: () => ConsentRecord;
  /** Whether a token may stay at this browser; otherwise it lives as long as the page. */
  readonly mayKeep: () => boolean;
  readonly left: () => void;
}): Visitor => {
  let identity = '';
  let running: Promise<SessionOutcome> | null = null;
  let held: Kept | null = null;

  const drop = (): void => {
    held = null;
    deps.store.remove('session');
  };
  const read = (): Kept | null => {
    const kept = held ?? (deps.store.get('session') as Kept | null);
    if (!kept?.token) return null;
    if (kept.who && kept.who !== subjectOf(identity)) {
      drop();
      deps.left();
      return null;
    }
    return kept;
  };
  const isCurrent = (kept: Kept | null): kept is Kept => !!kept && kept.who === subjectOf(identity) && kept.expiresAtMs - deps.now() > EARLY_MS;

  const ask = async (): Promise<SessionOutcome> => {
    const kept = read();
    const record = deps.record();
    const consent = record.personalisation === 'pending' && record.messages === 'pending' ? undefined : record;
    const who = identity;
    const answer: Answer = who
      ? await deps.post(PATHS.identify + deps.query, { identityToken: who, ...(kept && !kept.who && { guestToken: kept.token }), consent })
      : await deps.post(PATHS.session + deps.query, { consent, locale: deps.locale });
    const given = answer.body as (SessionGiven & Partial<Identified>) | null;
    if (answer.status >= 300 || !given?.token) return { status: answer.status };
    held = { token: given.token, expiresAtMs: given.expiresAtMs, who: subjectOf(who) };
    if (deps.mayKeep()) {
      deps.store.set('session', held);
      held = null;
    }
    return { token: given.token, ...(given.view && { view: given.view }) };
  };

  return {
    isNamed: () => identity !== '',
    session(renew = false) {
      const kept = read();
      if (!renew && isCurrent(kept)) return Promise.resolve({ token: kept.token });
      // A guest's token that the worker refused is worth nothing to a new session.
      if (renew && !running) drop();
      return (running ??= ask().finally(() => (running = null)));
    },
    token() {
      const kept = read();
      return isCurrent(kept) ? kept.token : undefined;
    },
    identify(next) {
      identity = next;
    },
    forget: drop,
  };
};
