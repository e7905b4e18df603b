import type { Texts } from '@rapport/protocol';

interface Tag {
  readonly language: string;
  readonly script: string;
  readonly region: string;
}

/**
 * The text for a reader's locale: the same tag, else the closest of the same language and script (zh-TW and zh-HK read zh-Hant, never zh-Hans), else the bare language,
 * else `''` (the text that stands when no language fits), else the same language in another script, else any. Empty texts count as missing; none at all gives ''.
 * Works on the tags' parts alone, so that a malformed tag in a feed (`en_US`) is read and never throws.
 */
export function pick(texts: Texts, locale: string): string {
  const wanted = read(locale);
  let best = '';
  let bestFit = -1;
  for (const [key, text] of Object.entries(texts)) {
    if (text === '') continue;
    const fit = fitOf(key, read(key), wanted);
    if (fit > bestFit) [best, bestFit] = [text, fit];
  }
  return best;
}

/** How well a text's tag fits the wanted one; the higher the better, the first of equals is taken. */
function fitOf(key: string, tag: Tag, wanted: Tag): number {
  if (key === '') return 2;
  if (tag.language !== wanted.language) return 0;
  const named = key.length > tag.language.length;
  if (tag.script !== wanted.script) return named ? 1 : 3;
  if (tag.region === wanted.region) return 7;
  if (tag.region === '') return named ? 6 : 5;
  return 4;
}

/** Language, script and region of a tag, the script of Chinese filled in from the region. */
function read(locale: string): Tag {
  const [language = '', ...rest] = locale.toLowerCase().split(/[-_]/);
  const script = rest.find((part) => /^[a-z]{4}$/.test(part)) ?? '';
  const region = rest.find((part) => /^([a-z]{2}|\d{3})$/.test(part)) ?? '';
  if (language === 'zh' && script === '') return { language, script: /^(tw|hk|mo)$/.test(region) ? 'hant' : 'hans', region };
  return { language, script, region };
}
