import type { TimelineEntry } from '@rapport/protocol';
import type { AppContext } from '../guards/context.ts';
import { catalogOf } from '../guards/doors.ts';

type Detail = TimelineEntry['detail'];

/** The first product an entry speaks of: the one its sentence names. */
const firstOf = ({ productId, items }: Detail): string | null => {
  const [first] = Array.isArray(items) ? (items as readonly { readonly productId?: unknown }[]) : [];
  const id = productId ?? first?.productId;
  return typeof id === 'string' ? id : null;
};

const withTitle = (detail: Detail, title: string): Detail => {
  if (!Array.isArray(detail['items'])) return { ...detail, productTitle: title };
  const [first, ...others] = detail['items'] as readonly Detail[];
  return { ...detail, items: [{ ...first, title }, ...others] };
};

/** Entries of a time line with today's title beside the id of the product each names, in the reader's language; a product that is gone keeps its id alone. */
export const titled = async (c: AppContext, entries: readonly TimelineEntry[]): Promise<readonly TimelineEntry[]> => {
  const ids = [...new Set(entries.map(({ detail }) => firstOf(detail)).filter((id) => id !== null))];
  if (ids.length === 0) return entries;
  const [locale = ''] = (c.req.header('Accept-Language') ?? '').split(/[,;]/);
  const cards = await (await catalogOf(c.env, c.var.door.shopId)).cards(ids, locale);
  const titles = new Map(cards.map(({ productId, title }) => [productId, title]));
  return entries.map((entry) => {
    const title = titles.get(firstOf(entry.detail) ?? '');
    return title ? { ...entry, detail: withTitle(entry.detail, title) } : entry;
  });
};
