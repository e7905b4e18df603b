import { msg, str } from '@lit/localize';
import type { TimelineEntry } from '@rapport/protocol';

/** What an entry says beyond its name; nothing in it is promised, so everything is looked at before it is used. */
export type Detail = TimelineEntry['detail'];

/** A text that is there and not empty. */
export function text(detail: Detail, name: string): string | null {
  const value = detail[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The first text of a list. */
export function first(detail: Detail, name: string): string | null {
  const list: unknown = detail[name];
  const [value]: unknown[] = Array.isArray(list) ? list : [];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number that is there. */
export function number(detail: Detail, name: string): number | null {
  const value = detail[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The product an entry speaks of, and how many more, by title where there is one, else by id. */
export function product(detail: Detail): string | null {
  const items = itemNames(detail);
  const one = text(detail, 'productTitle') ?? items[0] ?? text(detail, 'title') ?? text(detail, 'productId');
  if (one === null) return null;
  return items.length > 1 ? msg(str`${quoted(one)} and ${items.length - 1} more`) : quoted(one);
}

/** A quotation, with the marks of the language. */
export function quoted(words: string): string {
  return msg(str`“${words}”`);
}

/** “Agreed: being remembered, messages”. */
export function consents(detail: Detail, verb: string): string {
  const purposes: string[] = [];
  if (detail['personalisation'] === 'granted') purposes.push(msg('being remembered'));
  if (detail['messages'] === 'granted') purposes.push(msg('messages'));
  return purposes.length === 0 ? verb : msg(str`${verb}: ${purposes.join(msg(', '))}`);
}

/** Every fact of an entry as lines of name and value, the nested ones with a dotted name. */
export function facts(detail: Detail): (readonly [string, string])[] {
  return Object.entries(detail).flatMap(([name, value]) => flat(name, value));
}

function flat(name: string, value: unknown): (readonly [string, string])[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([inner, part]: [string, unknown]) => flat(`${name}.${inner}`, part));
}

function itemNames(detail: Detail): string[] {
  const items: unknown = detail['items'] ?? detail['lines'];
  if (!Array.isArray(items)) return [];
  return items
    .filter((item: unknown): item is Detail => typeof item === 'object' && item !== null)
    .map((item) => text(item, 'title') ?? text(item, 'productId'))
    .filter((name) => name !== null);
}
