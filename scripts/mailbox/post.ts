import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Address } from 'postal-mime';

/** One mail as it was sent. */
export interface Mail {
  readonly id: string;
  readonly atMs: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The words of it: its plain part, or its HTML without tags. */
  readonly text: string;
  /** Whether it has an HTML part, which `html` gives. */
  readonly hasHtml: boolean;
  /** Header lines by lower-case name; of a repeated one the first. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A folder of `.eml` files, so that mails survive a restart and open in any mail program. */
export class Post {
  readonly #dir: string;
  #count = 0;

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.#dir = dir;
  }

  /** Keeps a mail. It appears whole or not at all. */
  save(raw: Uint8Array): void {
    const name = `${Date.now()}-${process.pid}-${this.#count++}.eml`;
    writeFileSync(join(this.#dir, `${name}.part`), raw, { mode: 0o600 });
    renameSync(join(this.#dir, `${name}.part`), join(this.#dir, name));
  }

  /** The newest mails, newest first. */
  async newest(limit = 200): Promise<readonly Mail[]> {
    const names = readdirSync(this.#dir).filter((name) => /^\d+-\d+-\d+\.eml$/.test(name));
    const rank = (name: string): number[] => name.split(/[-.]/, 3).map(Number);
    names.sort((a, b) => compare(rank(b), rank(a)));
    return Promise.all(names.slice(0, limit).map((name) => this.#read(name)));
  }

  /** The HTML part of a mail as it was sent; null = there is none. It holds whatever its sender wrote: show it only where nothing of it can run. */
  async html(id: string): Promise<string | null> {
    if (!/^\d+-\d+-\d+$/.test(id) || !existsSync(join(this.#dir, `${id}.eml`))) return null;
    return (await PostalMime.parse(readFileSync(join(this.#dir, `${id}.eml`)))).html ?? null;
  }

  async #read(name: string): Promise<Mail> {
    const mail = await PostalMime.parse(readFileSync(join(this.#dir, name)));
    return {
      id: name.replace('.eml', ''),
      atMs: Number(name.split('-', 1)[0]),
      from: mail.from ? shown(mail.from) : '',
      to: (mail.to ?? []).map(shown),
      subject: mail.subject ?? '',
      text: mail.text?.trim() || withoutTags(mail.html ?? ''),
      hasHtml: mail.html !== undefined,
      headers: Object.fromEntries([...mail.headers].reverse().map(({ key, value }) => [key, value])),
    };
  }
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

const shown = ({ name, address }: Address): string => (name && address ? `${name} <${address}>` : (address ?? name));

/** HTML reduced to its words. What comes out is text and is escaped again wherever it is shown. */
const withoutTags = (html: string): string =>
  html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|tr|h\d|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
