import type { ConsentRecord } from '@rapport/protocol';
import type { ConsentAttribute, Session } from '@rapport/tracker';

/** What the script tag says, read once. */
export interface EmbedOptions {
  /** The publishable key. */
  readonly key: string;
  /** Where the worker is, without a slash at the end. */
  readonly host: string;
  readonly locale: string;
  readonly consent: ConsentAttribute;
  readonly identity: string;
}

/** A call of the page: `rapport.push(['track', 'view_item', { … }])`, `['consent', 'granted' | 'denied' | 'ask']`, `['identify', jwt]`. */
export type RapportCall = readonly [name: string, ...args: unknown[]];

/** What the tracker's chunk gives to the others. */
export interface PageTracker {
  call(call: RapportCall): void;
  session(renew?: boolean): Promise<Session | null>;
  decide(record: ConsentRecord): void;
  /** Calls `listener` when another person, or another consent, holds from now on. */
  onChange(listener: () => void): void;
}

/** The tracker's chunk. */
export interface TrackerChunk {
  readonly start: (options: EmbedOptions) => PageTracker;
}

/** The components' chunk. */
export interface UiChunk {
  readonly start: (options: EmbedOptions, tracker: Promise<PageTracker>) => void;
}

/** How the chunks are fetched; `tags` names each tag with what defines it (null = the components' chunk itself). */
export interface Chunks {
  readonly tracker: () => Promise<TrackerChunk>;
  readonly ui: () => Promise<UiChunk>;
  readonly tags: Readonly<Record<string, (() => Promise<unknown>) | null>>;
}

declare global {
  interface Window {
    /** Before the script runs an array of calls, then a thing with the same `push`. */
    rapport?: { push(...calls: RapportCall[]): void };
    dataLayer?: unknown[];
    /** Read by Lit where style sheets can't be adopted. */
    litNonce?: string;
  }
}
