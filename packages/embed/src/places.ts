import { languageFor } from '@rapport/elements/internal/language';
import type { Chunk } from './options.ts';

// What a loader knows of its build; written in by the build, each name once.
declare const RAPPORT_TAGS: Readonly<Record<string, string>>;
declare const RAPPORT_CHUNKS: string;
declare const RAPPORT_ROOT: string;

/** Chunks that define components, each with the tags it brings: `product: 'earn watch'`. */
export const tags = RAPPORT_TAGS;
/** Where the worker is, seen from the loader. */
export const root = RAPPORT_ROOT;
/** How chunks are fetched: from the folder of the loader, so that a proxy of the shop's own needs no setting, in the language of a tag. */
export const chunksFor = (src: string, locale: string): Chunk =>
  ((name: string) => import(new URL(`${RAPPORT_CHUNKS}${languageFor(locale)}/${name}.js`, src).href)) as Chunk;
