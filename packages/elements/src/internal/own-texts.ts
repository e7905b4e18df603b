import type { Client } from '@rapport/client';
import { askOwnTexts } from '@rapport/client/texts';
import { languageFor } from './language.ts';
import { useOwnTexts } from './locale.ts';

/** Says what the shop says in its own words, where it says any. What can't be had leaves the components' own words. */
export const sayOwnTexts = async (client: Client): Promise<void> => {
  try {
    useOwnTexts(await askOwnTexts(client, languageFor(client.locale)));
  } catch {
    return; // blocked or off-line: the components have words
  }
};
