import { msg, str } from '@lit/localize';
import type { Message } from '@rapport/protocol';
import { day } from '../internal/format.ts';

/** What a message says: "It's here: the matcha bowl." */
export const messageWords = (message: Message): string => {
  const { title } = message.product;
  const near = message.reasons.length > 0 && message.reasons.every((reason) => reason.match === 'near');
  return near ? msg(str`Something close: ${title}.`, { id: 'inbox.near' }) : msg(str`It’s here: ${title}.`, { id: 'inbox.arrived' });
};

/** Why it came: "You looked for “matcha bowl” on 3 May." One sentence a wish. */
export const reasonWords = (message: Message, nowMs: number, locale: string): string =>
  message.reasons
    .map(({ query, sinceMs }) => {
      const since = day(sinceMs, nowMs, locale);
      return msg(str`You looked for “${query}” on ${since}.`, { id: 'inbox.reason' });
    })
    .join(' ');
