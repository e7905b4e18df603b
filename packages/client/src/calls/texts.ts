import type { OwnText, OwnTexts, WordingLanguage } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';

/** What the shop says in its own words in a language; nothing where it says nothing. @throws {ClientProblem} */
export const askOwnTexts = async (client: Client, language: WordingLanguage): Promise<readonly OwnText[]> => {
  const version = client.view?.texts ?? (await client.config()).texts;
  return version ? (await client.askOpenly<OwnTexts>(`${PATHS.config}/texts`, { language, version })).texts : [];
};
