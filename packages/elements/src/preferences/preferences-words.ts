import { msg } from '@lit/localize';
import type { PersonExport } from '@rapport/protocol';

/** What a shopper may agree to, in the order it is asked. */
export const PURPOSES = ['personalisation', 'messages'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A purpose by its name, and what a yes means: the words that are kept with the consent. */
export const purposeWords = (purpose: Purpose): { readonly name: string; readonly words: string } =>
  purpose === 'personalisation'
    ? {
        name: msg('Remember what I look at', { id: 'preferences.personalisation' }),
        words: msg('What you look at, look for and buy here, to show you what fits. Switched off, what was remembered of it is deleted.', {
          id: 'preferences.personalisation-words',
        }),
      }
    : {
        name: msg('Tell me', { id: 'preferences.messages' }),
        words: msg('A message when something you wished for arrives.', { id: 'preferences.messages-words' }),
      };

/** Hands somebody everything that is held of them, as a JSON file named after its day. */
export const asFile = (everything: PersonExport): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }));
  link.download = `rapport-${new Date(everything.exportedAtMs).toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
