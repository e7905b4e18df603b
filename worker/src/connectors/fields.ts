import { LIMITS, type Texts } from '@rapport/protocol';
import { COUNT_LIMITS, TEXT_LIMITS } from './draft.ts';
import { cut, oneLine, textOf } from './plain-text.ts';

/** A value, or why the cell holds none. */
export type Field<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
const is = <T>(value: T): Field<T> => ({ ok: true, value });
const isNot = (reason: string): { ok: false; reason: string } => ({ ok: false, reason });

/** An id of the shop's, as it stands, without spaces at its ends. */
export function idField(cell: string, what: string): Field<string> {
  const id = cell.trim();
  if (id.length > LIMITS.idChars) return isNot(`the ${what} is longer than ${LIMITS.idChars} characters`);
  return /\p{Cc}/u.test(id) ? isNot(`the ${what} holds a control character`) : is(id);
}

/** A count of pieces; null when the cell is empty. A shop that has sold more than it had counts as 0. */
export function stockField(cell: string): Field<number | null> {
  const text = cell.trim();
  if (!text) return is(null);
  if (!/^-?\d{1,9}(\.0+)?$/.test(text)) return isNot('the stock is not a whole number');
  return is(Math.max(0, Math.trunc(Number(text))) || 0);
}

/** yes / no; `otherwise` when the cell is empty. */
export function flagField(cell: string, otherwise: boolean, what: string): Field<boolean> {
  const text = cell.trim().toLowerCase();
  if (!text) return is(otherwise);
  if (['true', 'yes', '1'].includes(text)) return is(true);
  return ['false', 'no', '0'].includes(text) ? is(false) : isNot(`${what} is neither true nor false`);
}

/** An address that a page may link to: http, https, or a path of the shop's own site. */
export function urlField(cell: string, what: string): Field<string> {
  const url = cell.trim();
  if (!url) return is('');
  if (url.length > TEXT_LIMITS.url) return isNot(`the ${what} is longer than ${TEXT_LIMITS.url} characters`);
  if (/[\p{Cc}\s\\]/u.test(url)) return isNot(`the ${what} is not an address`);
  if (url.startsWith('/') && !url.startsWith('//')) return is(url);
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? is(url) : isNot(`the ${what} is not an http address`);
}

/** Tags from a comma-separated cell, each once. */
export function tagsField(cell: string): string[] {
  const tags = cell.split(',', 10 * COUNT_LIMITS.tags).map((tag) => oneLine(tag, TEXT_LIMITS.tag));
  return [...new Set(tags.filter(Boolean))].slice(0, COUNT_LIMITS.tags);
}

/** A description: HTML becomes text, line ends stay. */
export const descriptionField = (cell: string): string => cut(textOf(cell), TEXT_LIMITS.description);

/** One text that stands for all languages; no entry when it is empty. */
export const inAll = (text: string): Texts => (text ? { '': text } : {});
