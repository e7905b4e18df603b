import { refused } from '@rapport/protocol/problem';
import type { Answer } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { same, sha256 } from '../../platform/hash.ts';
import { digits, mint, secret } from '../../platform/ids.ts';
import { StaffStore } from './staff-store.ts';
import type { AuditRow, KeyRow } from './staff-store.ts';

const CODE_LIFE_MS = 10 * 60_000;
/** Codes that one member of staff may ask for in an hour. */
const CODES_AN_HOUR = 10;
const SESSION_LIFE_MS = 14 * 86_400_000;
const HOUR_MS = 3_600_000;

/** Who works here, how they get in, which keys the shop's back end has, and what staff did. What changes something writes the audit trail in the same transaction. */
export class StaffDesk {
  readonly #storage: DurableObjectStorage;
  readonly #store: StaffStore;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#store = new StaffStore(storage.sql);
  }

  /** A secret key and a session, with the hashes that are kept of them; made before the transaction that keeps them. */
  static async fresh(shopId: string): Promise<{ secretKey: string; keyHash: string; session: string; sessionHash: string }> {
    const [secretKey, session] = [`sk_${shopId}_${secret(192)}`, secret(256)];
    const [keyHash, sessionHash] = await Promise.all([sha256(secretKey), sha256(session)]);
    return { secretKey, keyHash, session, sessionHash };
  }

  /** The first key and the owner, signed in. Inside the transaction that makes the shop. */
  found(owner: string, made: Awaited<ReturnType<typeof StaffDesk.fresh>>): void {
    this.#store.addKey(mint('key'), made.keyHash, made.secretKey.slice(-4), now());
    this.#store.setRole(owner, 'owner');
    this.#store.addSession(made.sessionHash, owner, now() + SESSION_LIFE_MS);
    this.#store.audit(now(), owner, 'shop.made', {});
  }

  knowsKey(hash: string): boolean {
    return this.#store.useKey(hash, now(), HOUR_MS);
  }

  keys(): KeyRow[] {
    return this.#store.keys();
  }

  /** A further secret key; the ones there are go on, so that a back end can change over without a gap. Shown this once. */
  async addKey(shopId: string, who: string): Promise<{ secretKey: string; id: string }> {
    const { secretKey, keyHash } = await StaffDesk.fresh(shopId);
    const id = mint('key');
    atomic(this.#storage, () => {
      this.#store.addKey(id, keyHash, secretKey.slice(-4), now());
      this.#store.audit(now(), who, 'key.made', { id });
    });
    return { secretKey, id };
  }

  /** Ends a key, now or after the overlap. `not-found` for a key that isn't there. */
  endKey(id: string, overlapMs: number, who: string): Answer<{ endsAtMs: number }> {
    return atomic(this.#storage, () => {
      const endsAtMs = now() + overlapMs;
      if (!this.#store.endKey(id, endsAtMs)) return refused('not-found');
      this.#store.audit(now(), who, 'key.ended', { id, endsAtMs });
      return { ok: true as const, endsAtMs };
    });
  }

  /** A six-digit code for a member of staff, or null for anybody else and when too many were asked for: the route answers all alike. */
  async makeCode(email: string): Promise<string | null> {
    if (this.#store.role(email) === null) return null;
    const code = digits(6);
    return this.#store.saveCode(email, await sha256(code), now(), now() + CODE_LIFE_MS, CODES_AN_HOUR) ? code : null;
  }

  /** Turns a code into a session. `bad-code` after five wrong tries or ten minutes. */
  async signIn(email: string, code: string): Promise<Answer<{ session: string }>> {
    const session = secret(256);
    const [given, sessionHash] = await Promise.all([sha256(code), sha256(session)]);
    return atomic(this.#storage, () => {
      const kept = this.#store.tryCode(email, now());
      if (!kept || !same(kept, given)) return refused('bad-code');
      this.#store.spendCode(email);
      this.#store.addSession(sessionHash, email, now() + SESSION_LIFE_MS);
      this.#store.audit(now(), email, 'staff.signed-in', {});
      return { ok: true as const, session };
    });
  }

  signOut(sessionHash: string): void {
    this.#store.dropSession(sessionHash);
  }

  whoHas(sessionHash: string): { email: string; role: string } | null {
    return this.#store.session(sessionHash, now());
  }

  staff(): { email: string; role: string }[] {
    return this.#store.staff();
  }

  /** Takes somebody on, or gives them another role. The last owner stays one. */
  setRole(email: string, role: string, who: string): Answer<object> {
    return atomic(this.#storage, () => {
      if (role !== 'owner' && this.#isLastOwner(email)) return refused('role-not-allowed', 'A shop needs an owner.');
      this.#store.setRole(email, role);
      this.#store.audit(now(), who, 'staff.role-set', { email, role });
      return { ok: true as const };
    });
  }

  remove(email: string, who: string): Answer<object> {
    return atomic(this.#storage, () => {
      if (this.#isLastOwner(email)) return refused('role-not-allowed', 'A shop needs an owner.');
      this.#store.remove(email);
      this.#store.audit(now(), who, 'staff.removed', { email });
      return { ok: true as const };
    });
  }

  /** Writes what staff did. Inside the transaction of what was done. */
  note(who: string, what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#store.audit(now(), who, what, detail);
  }

  trail(before: number | null, limit: number): AuditRow[] {
    return this.#store.trail(before, limit);
  }

  #isLastOwner(email: string): boolean {
    const owners = this.#store.staff().filter(({ role }) => role === 'owner');
    return owners.length === 1 && owners[0]?.email === email;
  }
}
