import { msg, str } from '@lit/localize';
import type { AuditEntry, Role } from '@rapport/protocol';

/** The roles in the order of what they may do. */
export const ROLES: readonly Role[] = ['owner', 'manager', 'marketer', 'agent', 'analyst'];

export function roleName(role: string): string {
  const names: Readonly<Record<string, string>> = {
    owner: msg('Owner'),
    manager: msg('Manager'),
    marketer: msg('Marketer'),
    agent: msg('Agent'),
    analyst: msg('Analyst'),
  };
  return names[role] ?? role;
}

/** What a role may do, in a few words. */
export function roleWords(role: Role): string {
  const words: Readonly<Record<Role, string>> = {
    owner: msg('everything, staff and keys too'),
    manager: msg('everything but staff and keys'),
    marketer: msg('programme, offers and catalogue'),
    agent: msg('people and what happened with them'),
    analyst: msg('figures only'),
  };
  return words[role];
}

const text = (detail: AuditEntry['detail'], name: string): string => {
  const value = detail[name];
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** A line of the audit trail as a sentence without its subject; what the console doesn't know yet is shown by its name. */
export function auditWords({ what, detail }: AuditEntry): string {
  const of = (name: string): string => text(detail, name);
  const sentences: Readonly<Record<string, () => string>> = {
    'shop.made': () => msg('made the shop'),
    'settings.changed': () => msg(str`changed settings: ${of('fields')}`),
    'staff.signed-in': () => msg('signed in'),
    'staff.role-set': () => msg(str`made ${of('email')} ${roleName(of('role'))}`),
    'staff.removed': () => msg(str`let ${of('email')} go`),
    'key.made': () => msg('made a secret key'),
    'key.ended': () => msg('ended a secret key'),
    'identity-secret.changed': () => msg('changed the identity secret'),
    'webhook-secret.changed': () => msg('changed the webhook secret'),
    'person.erased': () => msg('had a person forgotten'),
    'slice.rebuilt': () => msg(str`rebuilt slice ${of('slice')}`),
  };
  return (sentences[what] ?? (() => what.replaceAll(/[.-]/g, ' ')))();
}

/** Who did it: somebody of the staff by their address, or the person themselves. */
export function auditWho(who: string): string {
  return who === 'the person' ? msg('A shopper') : who;
}
