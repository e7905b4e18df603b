/** The languages the components speak, by the names of their files. English stands in the code. */
export type Language = 'en' | 'zh-hant';

/** Which of our languages serves a BCP 47 tag. A reader of any Chinese is served better by Traditional Chinese than by English. */
export const languageFor = (tag: string): Language => (/^zh\b/i.test(tag) ? 'zh-hant' : 'en');
