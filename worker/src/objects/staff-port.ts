import type { Answer } from './ports.ts';

/** Who works at a shop, what its systems sign with, and what either of them did. */
export interface StaffPort {
  makeCode(email: string): Promise<{ code: string; from: string; shop: string } | null>;
  signIn(email: string, code: string): Promise<Answer<{ session: string }>>;
  signOut(sessionHash: string): Promise<void>;
  staff(sessionHash: string): Promise<{ email: string; role: string } | null>;
  staffList(): Promise<{ email: string; role: string }[]>;
  setRole(email: string, role: string, who: string): Promise<Answer<object>>;
  removeStaff(email: string, who: string): Promise<Answer<object>>;
  keys(): Promise<{ id: string; ending: string; madeAtMs: number; lastUsedAtMs: number | null; endsAtMs: number | null }[]>;
  addKey(who: string): Promise<{ secretKey: string; id: string }>;
  endKey(id: string, overlapMs: number, who: string): Promise<Answer<{ endsAtMs: number }>>;
  rotateIdentity(overlapMs: number, who: string): Promise<{ identitySecret: string }>;
  rotateWebhook(overlapMs: number, given: string | null, who: string): Promise<{ webhookSecret: string }>;
  audit(
    before: number | null,
    limit: number,
  ): Promise<{ id: number; atMs: number; who: string; what: string; detail: Readonly<Record<string, unknown>> }[]>;
}
