import { Parser } from 'htmlparser2';
import { BrokenFile } from './csv.ts';

/** One item of a feed. `item` counts from 1. */
export interface FeedItem {
  readonly item: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Tags within tags; a product feed has five. */
const MAX_DEPTH = 64;
/** Characters of one item, with all its texts. */
const MAX_ITEM_CHARS = 1_000_000;
const ROOTS: ReadonlySet<string> = new Set(['rss', 'feed', 'rdf']);

/**
 * Reads a product feed as it streams in: RSS 2.0 or Atom, names with or without a prefix, CDATA, a bare `&`. No document type is read, so that no entity is ever expanded.
 * Only what stands directly in an item counts: the price within `shipping` is not the product's. Of two values of a name the prefixed one counts, then the first.
 * @throws {BrokenFile} when it is no feed, or breaks off before its end: then nothing of it is to be believed
 * @see https://support.google.com/merchants/answer/7052112
 */
export async function* readFeedXml(stream: ReadableStream<Uint8Array>): AsyncGenerator<FeedItem, void> {
  const reader = new FeedReader();
  const decoder = new TextDecoder('utf-8');
  for await (const bytes of stream) {
    reader.take(decoder.decode(bytes, { stream: true }));
    yield* reader.items();
  }
  reader.take(decoder.decode());
  reader.end();
  yield* reader.items();
}

class FeedReader {
  readonly #parser: Parser;
  #ready: FeedItem[] = [];
  #count = 0;
  #depth = 0;
  #root = '';
  #closed = false;
  #failure = '';
  #item: { readonly depth: number; readonly cells: Record<string, string>; readonly prefixed: Set<string>; chars: number } | null = null;
  #cell: { readonly name: string; readonly isPrefixed: boolean; text: string } | null = null;

  constructor() {
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => this.#text(text),
        onclosetag: (name, isImplied) => this.#close(name, isImplied),
        onprocessinginstruction: (name) => {
          if (name.toLowerCase() === '!doctype') this.#fail('The feed declares a document type; feeds with one are not read.');
        },
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  take(text: string): void {
    this.#parser.write(text);
    if (this.#failure) throw new BrokenFile(this.#failure);
  }

  end(): void {
    this.#parser.end();
    if (this.#failure) throw new BrokenFile(this.#failure);
    if (!this.#root) throw new BrokenFile('This is no product feed: there is neither an RSS nor an Atom element in it.');
    if (!this.#closed) throw new BrokenFile('The feed breaks off before its end; nothing of it was taken.');
  }

  *items(): Generator<FeedItem> {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) this.#fail('The feed has tags within tags without end.');
    const { name, isPrefixed } = local(tag);
    if (this.#depth === 1) {
      if (ROOTS.has(name)) this.#root = name;
      else this.#fail('This is no product feed: there is neither an RSS nor an Atom element in it.');
      return;
    }
    if (!this.#item) {
      if (name === 'item' || name === 'entry')
        this.#item = { depth: this.#depth, cells: Object.create(null) as Record<string, string>, prefixed: new Set(), chars: 0 };
      return;
    }
    if (this.#depth !== this.#item.depth + 1) return;
    // Atom says its address in an attribute.
    this.#cell = { name, isPrefixed, text: name === 'link' ? (attributes['href'] ?? '') : '' };
  }

  #text(text: string): void {
    if (!this.#item || !this.#cell || this.#depth !== this.#item.depth + 1) return;
    this.#item.chars += text.length;
    if (this.#item.chars > MAX_ITEM_CHARS) this.#fail('An item of the feed is larger than any product.');
    else this.#cell.text += text;
  }

  #close(tag: string, isImplied: boolean): void {
    if (this.#item && this.#cell && this.#depth === this.#item.depth + 1) this.#keep(this.#item, this.#cell);
    if (this.#item && this.#depth === this.#item.depth) {
      // What breaks off in the middle is no item; the end says that the whole feed isn't one.
      if (!isImplied) this.#ready.push({ item: (this.#count += 1), cells: this.#item.cells });
      this.#item = null;
    }
    if (this.#depth === 1 && local(tag).name === this.#root && !isImplied) this.#closed = true;
    this.#depth -= 1;
  }

  #keep(
    item: { cells: Record<string, string>; prefixed: Set<string> },
    { name, isPrefixed, text }: { name: string; isPrefixed: boolean; text: string },
  ): void {
    this.#cell = null;
    if (text.trim() === '' || name === '__proto__') return;
    if (item.cells[name] !== undefined && (!isPrefixed || item.prefixed.has(name))) return;
    item.cells[name] = text;
    if (isPrefixed) item.prefixed.add(name);
  }

  #fail(reason: string): void {
    this.#failure ||= reason;
    this.#parser.pause();
  }
}

const local = (tag: string): { name: string; isPrefixed: boolean } => {
  const at = tag.indexOf(':');
  return { name: tag.slice(at + 1).toLowerCase(), isPrefixed: at >= 0 };
};
