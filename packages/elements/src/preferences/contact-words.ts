import { msg } from '@lit/localize';
import type { Channel, Frequency, Purpose } from '@rapport/protocol';

/** What a kind of message is called, and what it holds. */
export const subjectWords = (subject: Purpose): { readonly name: string; readonly words: string } => {
  if (subject === 'asked-for')
    return {
      name: msg('What I asked for', { id: 'contact.asked-for' }),
      words: msg('A wish came in, a price fell, something is back.', { id: 'contact.asked-for-words' }),
    };
  if (subject === 'service')
    return {
      name: msg('About my things', { id: 'contact.service' }),
      words: msg('A warranty that ends, and other news of what I have.', { id: 'contact.service-words' }),
    };
  return {
    name: msg('Offers', { id: 'contact.promotional' }),
    words: msg('Offers, and reminders to buy again.', { id: 'contact.promotional-words' }),
  };
};

/** A channel as a column is headed. */
export const channelWords = (channel: Channel): string => {
  if (channel === 'inbox') return msg('Here', { id: 'contact.inbox' });
  return channel === 'email' ? msg('Mail', { id: 'contact.email' }) : msg('Push', { id: 'contact.push' });
};

/** How often somebody may be told of a wish. */
export const FREQUENCIES: readonly Frequency[] = ['at-once', 'daily', 'weekly'];

/** How often. */
export const frequencyWords = (frequency: Frequency): string => {
  if (frequency === 'at-once') return msg('At once', { id: 'contact.at-once' });
  return frequency === 'daily' ? msg('Once a day', { id: 'contact.daily' }) : msg('Once a week', { id: 'contact.weekly' });
};
