const LF = 10;
const CR = 13;

/** The bytes of a stream that have been read but not yet settled, so that reading can step back to where a record began. */
export class ByteWindow {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #held: Uint8Array = new Uint8Array();

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  /** What is kept, from the first unsettled byte on. */
  get held(): Uint8Array {
    return this.#held;
  }

  /** The next bytes of the stream; null at its end. They are not kept yet. */
  async read(): Promise<Uint8Array | null> {
    const { value, done } = await this.#reader.read();
    return done ? null : value;
  }

  /** Keeps bytes behind those held. */
  keep(bytes: Uint8Array): void {
    if (this.#held.length === 0) {
      this.#held = bytes;
      return;
    }
    const all = new Uint8Array(this.#held.length + bytes.length);
    all.set(this.#held);
    all.set(bytes, this.#held.length);
    this.#held = all;
  }

  /** Settles the first `count` bytes and gives them. */
  drop(count: number): Uint8Array {
    const settled = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return settled;
  }

  /** Everything held, to be read again; null when there is nothing. */
  takeHeld(): Uint8Array | null {
    return this.#held.length > 0 ? this.drop(this.#held.length) : null;
  }

  /** Bytes up to the end of the first line that holds something. */
  lineBytes(): number {
    const text = this.#held.findIndex((byte) => byte !== LF && byte !== CR);
    const end = text < 0 ? -1 : this.#held.findIndex((byte, i) => i > text && (byte === LF || byte === CR));
    if (end < 0) return this.#held.length;
    return this.#held[end] === CR && this.#held[end + 1] === LF ? end + 2 : end + 1;
  }
}

/** Index just after the first line end that no quote encloses; -1 when it isn't there yet. Blank lines before it belong to the header. */
export function headerEnd(bytes: Uint8Array): number {
  let quoted = false;
  let seen = false;
  for (const [i, byte] of bytes.entries()) {
    if (byte === 0x22) quoted = !quoted;
    if (byte !== LF && byte !== CR) seen = true;
    else if (seen && !quoted && i + 1 < bytes.length) return byte === CR && bytes[i + 1] === LF ? i + 2 : i + 1;
  }
  return -1;
}

/** Line ends in the bytes: LF, CR LF or a lone CR. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) lines++;
  return lines;
}

/** Line ends before the first byte of text. */
export function blankLines(bytes: Uint8Array): number {
  const text = bytes.findIndex((byte) => byte !== LF && byte !== CR);
  return countLines(text < 0 ? bytes : bytes.subarray(0, text));
}
