import type { Locale } from '../locale.ts';
import { EN, type Words } from './en.ts';
import { ZH } from './zh.ts';

/** The fixed words of the shop in a language. */
export function wordsIn(locale: Locale): Words {
  return locale === 'en' ? EN : ZH;
}

export type { Words };
