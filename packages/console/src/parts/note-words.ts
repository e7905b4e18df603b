import { msg } from '@lit/localize';
import type { StaffNote } from '@rapport/protocol';

/** What staff may note, the most usual first. */
export const NOTE_KINDS: readonly StaffNote['kind'][] = ['call', 'interview', 'request', 'note'];

export function noteName(kind: string): string {
  const names: Readonly<Record<string, string>> = { call: msg('Call'), interview: msg('Interview'), request: msg('Request'), note: msg('Note') };
  return names[kind] ?? kind;
}
