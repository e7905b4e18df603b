import { generateMsgId } from '@lit/localize/internal/id-generation.js';
import type { StrResult } from '@lit/localize';

/** English sentence → sentence. `{0}`, `{1}` stand for the values, in any order. */
export type Sentences = Readonly<Record<string, string>>;

/**
 * Turns a readable map of sentences into what `@lit/localize` loads at run time. The ids are those its own extractor would make, so that
 * the map can be exchanged for generated files later without touching a call of `msg()`.
 */
export function templatesOf(sentences: Sentences): Record<string, string | StrResult> {
  return Object.fromEntries(Object.entries(sentences).map(([source, target]) => entry(source, target)));
}

function entry(source: string, target: string): [string, string | StrResult] {
  const from = source.split(/\{\d+\}/);
  if (from.length === 1) return [generateMsgId(source, false), target];
  const parts = target.split(/\{(\d+)\}/);
  return [generateMsgId(from, false), filled(parts)];
}

/** Even parts are words, odd ones the numbers of the values between them. */
function filled(parts: readonly string[]): StrResult {
  const words = parts.filter((_, index) => index % 2 === 0);
  const strings = Object.assign([...words], { raw: words }) as TemplateStringsArray;
  return { strTag: true, strings, values: parts.filter((_, index) => index % 2 === 1).map(Number) };
}
