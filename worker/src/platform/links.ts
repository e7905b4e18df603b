import { keyed, same } from './hash.ts';

/** What a signed link is good for. `click` leads to a product · `stop` ends mails · `prefs` opens the preference page · `confirm` says that an address is theirs. */
export type LinkAction = 'click' | 'stop' | 'prefs' | 'confirm';

/** What a signed link says: who may do what, without signing in. */
export interface Link {
  readonly action: LinkAction;
  readonly shop: string;
  readonly shopper: string;
  /** What it is about: a message, a purpose, a print of an address; '' where nothing. */
  readonly ref: string;
}

/** 132 bits of the signature: nobody guesses it, and the address stays short. */
const SIGNED_CHARS = 22;
const LINK = /^(?<said>(?<action>click|stop|prefs|confirm)~(?<shop>[^~]*)~(?<shopper>[^~]*)~(?<ref>[^~]*))~(?<signature>[^~]{22})$/;

const sign = async (secret: string, said: string): Promise<string> => (await keyed(`link:${secret}`, said)).slice(0, SIGNED_CHARS);

/** A link's token. It doesn't run out: a mail is opened when it is opened, and what it may do is undone as easily as done. */
export const writeLink = async (secret: string, { action, shop, shopper, ref }: Link): Promise<string> => {
  const said = [action, shop, shopper, ref].join('~');
  return `${said}~${await sign(secret, said)}`;
};

/** Reads a link's token; null when it isn't ours. */
export const readLink = async (secret: string, token: string): Promise<Link | null> => {
  if (token.length > 400) return null;
  const parts = LINK.exec(token)?.groups;
  if (!parts) return null;
  const { said, signature, ...link } = parts as unknown as Link & { said: string; signature: string };
  return same(signature, await sign(secret, said)) ? { ...link } : null;
};
