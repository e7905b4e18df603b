/** Characters of a search that are read; as `LIMITS.queryChars` of the protocol. */
export const QUERY_CHARS = 200;

/** Characters of a product's text that are read. */
export const TEXT_CHARS = 20_000;

/** Share of the needed words that must be there for `near`. Two of three: one detail may differ (the colour, the maker), the thing itself may not. Our choice. */
export const NEAR_SHARE = 2 / 3;

/** Words that must be there for `near` at least; one shared word is no likeness. */
export const NEAR_WORDS = 2;

/** Words that say nothing of what is sought, normalised. English; the particles of Japanese and Chinese that the segmenter gives as words. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and any at by for from in is it my of on or some that the this to with ' +
    'の に は が を で と も や へ から より 的 之 了 和 與 与 及 或 用'
  ).split(' '),
);

/** English plurals that no rule finds. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['feet', 'foot'],
  ['knives', 'knife'],
  ['leaves', 'leaf'],
  ['men', 'man'],
  ['mice', 'mouse'],
  ['shelves', 'shelf'],
  ['teeth', 'tooth'],
  ['women', 'woman'],
]);
