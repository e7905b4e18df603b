/** Who works at Morning Mountain, their keys and what they did. */
import type { AuditEntry, SecretKey, StaffMember } from '@rapport/protocol';
import { NOW_MS } from './a-shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function someStaff(): StaffMember[] {
  return [
    { email: 'mei@morning-mountain.example', role: 'owner' },
    { email: 'anders@morning-mountain.example', role: 'marketer' },
    { email: 'hui-ling.chen@morning-mountain.example', role: 'agent' },
  ];
}

/** One in use, one that ends, one that has ended. */
export function someKeys(): SecretKey[] {
  return [
    { id: 'key_3', ending: 'h2Kq', madeAtMs: NOW_MS - 2 * DAY, lastUsedAtMs: NOW_MS - 40 * 60_000, endsAtMs: null },
    { id: 'key_2', ending: 'W8uB', madeAtMs: NOW_MS - 200 * DAY, lastUsedAtMs: NOW_MS - 3 * HOUR, endsAtMs: NOW_MS + 5 * HOUR },
    { id: 'key_1', ending: 'p0Zr', madeAtMs: NOW_MS - 400 * DAY, lastUsedAtMs: null, endsAtMs: NOW_MS - 30 * DAY },
  ];
}

/** Each thing that staff can do, once, and one that this console has never heard of. */
export function anAuditTrail(): AuditEntry[] {
  const done: readonly (readonly [string, string, AuditEntry['detail']])[] = [
    ['mei@morning-mountain.example', 'key.ended', { id: 'key_2' }],
    ['mei@morning-mountain.example', 'key.made', { id: 'key_3' }],
    ['the person', 'person.erased', {}],
    ['mei@morning-mountain.example', 'slice.rebuilt', { slice: 0 }],
    ['mei@morning-mountain.example', 'identity-secret.changed', { overlapMs: DAY }],
    ['mei@morning-mountain.example', 'webhook-secret.changed', { overlapMs: DAY }],
    ['mei@morning-mountain.example', 'staff.removed', { email: 'old@morning-mountain.example' }],
    ['mei@morning-mountain.example', 'staff.role-set', { email: 'anders@morning-mountain.example', role: 'marketer' }],
    ['anders@morning-mountain.example', 'settings.changed', { fields: ['name', 'origins'] }],
    ['anders@morning-mountain.example', 'offer.paused', {}],
    ['mei@morning-mountain.example', 'staff.signed-in', {}],
    ['mei@morning-mountain.example', 'shop.made', {}],
  ];
  return done.map(([who, what, detail], index) => ({ id: done.length - index, atMs: NOW_MS - index * 7 * HOUR, who, what, detail }));
}
