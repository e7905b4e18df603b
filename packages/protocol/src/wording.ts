import * as z from 'zod';

/** The longest a text may be, in characters, and how many a shop may say differently at once. */
const LONGEST_TEXT = 600;
const MOST_TEXTS = 400;

/** A language that the components speak, by the name of its file. */
export const WordingLanguage = z.enum(['en', 'zh-hant']);
export type WordingLanguage = z.infer<typeof WordingLanguage>;

/** Own texts of a shop by language and id. `version` grows with each change, so that a page knows whether it has them. */
export const ShopWording = z.object({ version: z.int(), said: z.record(z.string(), z.record(z.string(), z.string())) });
export type ShopWording = z.infer<typeof ShopWording>;

/** A text of the components: what it says by itself, with `{name}` where something is filled in. */
export const WordingText = z.object({
  id: z.string(),
  /** Ids that say the same words in this language. */
  also: z.array(z.string()),
  text: z.string(),
});
export type WordingText = z.infer<typeof WordingText>;

/** All texts of the components by language, and what the shop says instead of some, by their ids. */
export const WordingList = z.object({
  languages: z.array(z.object({ language: WordingLanguage, texts: z.array(WordingText), own: z.record(z.string(), z.string()) })),
});
export type WordingList = z.infer<typeof WordingList>;

/** Body of PATCH /v1/wording: what is said from now on; null = what the component says by itself. */
export const WordingChange = z.strictObject({
  language: WordingLanguage,
  texts: z
    .record(z.string().max(80), z.union([z.null(), z.string().trim().min(1).max(LONGEST_TEXT)]))
    .refine((texts) => Object.keys(texts).length <= MOST_TEXTS, `at most ${MOST_TEXTS} texts at once`),
});
export type WordingChange = z.infer<typeof WordingChange>;

/** One text as a page says it: `strings` with the values between them, in the order that `order` says (0 = the first value of the text it stands for). */
export const OwnText = z.object({
  /** Its ids, for who has the components from npm. */
  ids: z.array(z.string()),
  /** What the component says by itself, `{}` for each value. */
  instead: z.string(),
  strings: z.array(z.string()),
  order: z.array(z.int()),
});
export type OwnText = z.infer<typeof OwnText>;

/** Answer to GET /v1/config/texts. */
export const OwnTexts = z.object({ texts: z.array(OwnText) });
export type OwnTexts = z.infer<typeof OwnTexts>;

/** Query of GET /v1/config/texts; `version` is the one in the shop's config, so that another one is another address. */
export const OwnTextsQuery = z.object({ key: z.string().optional(), language: WordingLanguage, version: z.string().max(12).optional() });
