/** Characters of a search that are read; as `LIMITS.queryChars` of the protocol. */
export const QUERY_CHARS = 200;

/** Characters of a product's text that are read. */
export const TEXT_CHARS = 20_000;

/** Share of the needed words that must be there for `near`, in the same category. Two of three: one detail may differ (the colour, the maker), the thing itself may not. Our choice. */
export const NEAR_SHARE = 2 / 3;

/** Words that must be there for `near` at least; one shared word is no likeness. */
export const NEAR_WORDS = 2;

/** Letters that a word must have before one of them may be wrong, and may have at most: what is longer is no word. */
export const TYPO_CHARS = { least: 5, most: 30 } as const;

/** Words of a product for which a slip of the pen is looked for; the longest texts hold more, and those stand at their end. */
export const TYPO_WORDS = 400;

/** Spellings that a product remembers the answer for while it is held against watches. */
export const SLIPS_REMEMBERED = 20_000;

/** Spellings that are held against every word of a product, before its words are sorted by their shapes: that costs as much as some thirty of them. */
export const FEW_SPELLINGS = 30;

/** Tags of the product that a `like` watch starts from which count; tags shared that are a likeness within one category. */
export const LIKE_TAGS = 6;
export const LIKE_SHARED_TAGS = 2;

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

/** Words that end in -ing or -ed and whose root is another thing: an earring is no ear. */
export const KEPT_WHOLE: ReadonlySet<string> = new Set(
  (
    'bearing bedding binding bracing building ceiling clothing crossing dressing earring evening flooring frosting hearing icing lighting lining mooring morning ' +
    'offspring opening pudding roofing seasoning shopping sibling sling spring stocking string swing tubing wedding wiring wing hundred naked sacred wicked kindred'
  ).split(' '),
);
