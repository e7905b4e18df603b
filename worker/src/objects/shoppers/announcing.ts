import type { Movement } from '@rapport/domain/points';
import type { WebhookData, WebhookType } from '@rapport/protocol';

/** Something to tell the shop's systems, of any type there is. */
export type Announcement = { readonly [T in WebhookType]: { readonly type: T; readonly data: Omit<WebhookData<T>, 'shopperId'> } }[WebhookType];

const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());

/** What new ledger rows mean to the shop's systems: rows of one kind, occasion and order are one message, since lots are our own affair. */
export const announcements = (movements: readonly Movement[]): Announcement[] => {
  const groups = new Map<string, { first: Movement; points: number }>();
  for (const one of movements) {
    // Two people became one, or two again: nothing was given or taken.
    if (one.kind === 'transfer') continue;
    const key = JSON.stringify([one.kind, one.from === 'issued', one.to, one.reason, one.orderId]);
    const group = groups.get(key);
    groups.set(key, { first: group?.first ?? one, points: (group?.points ?? 0) + one.points });
  }
  return [...groups.values()].flatMap(({ first, points }) => said(first, points));
};

const said = ({ from, to, reason, orderId, maturesAtMs }: Movement, points: number): Announcement[] => {
  const data = { points, reason, orderId };
  const available: Announcement = { type: 'points.available', data };
  if (from === 'issued' && to === 'pending') return [{ type: 'points.earned', data: { ...data, state: 'pending', availableAt: iso(maturesAtMs) } }];
  if (from === 'issued' && to === 'available')
    return [{ type: 'points.earned', data: { ...data, state: 'available', availableAt: null } }, available];
  if (to === 'available') return [available];
  if (to === 'spent') return [{ type: 'points.spent', data }];
  if (to === 'expired') return [{ type: 'points.expired', data }];
  // Also what becomes debt: it was taken back, and had been spent.
  return to === 'issued' ? [{ type: 'points.reversed', data }] : [];
};
