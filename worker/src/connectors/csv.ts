import { Parser } from 'csv-parse';
import { ByteWindow, blankLines, countLines, headerEnd } from './byte-window.ts';

/** Where reading stands: the next record begins at this byte and line of the file. Saved by an import, so that it can go on after a kill. */
export interface CsvPlace {
  readonly delimiter: string;
  /** Column names, trimmed and in lower case. */
  readonly header: readonly string[];
  readonly byte: number;
  readonly line: number;
}

/** One record, or why it can't be read. `line` is where it starts, the header being line 1; `next` is where to go on after it. */
export type CsvRow =
  | { readonly line: number; readonly next: CsvPlace; readonly cells: Readonly<Record<string, string>> }
  | { readonly line: number; readonly next: CsvPlace; readonly refusal: string };

/** A file that can't be read at all. The message is a sentence for the owner. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile';
}

/** The largest record, in bytes. Longer ones come from a quote that never closes. */
export const MAX_RECORD_BYTES = 2 * 1024 * 1024;
const MAX_COLUMNS = 1000;

interface RawRecord {
  readonly cells: string[];
  /** Bytes from the start of this parser's input to the end of the record. */
  readonly endByte: number;
}

/** Csv-parse with its options fixed. Records are taken by callback: nothing waits in a readable side, so a write is done when it returns. */
class RecordReader {
  readonly #parser: Parser;
  #records: RawRecord[] = [];

  constructor(delimiter: string) {
    this.#parser = new Parser({
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_BYTES,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: string[], info) => {
        this.#records.push({ cells, endByte: info.bytes });
        return null;
      },
    });
    // The callback of write and end reports the same error; without a listener the event would stop the isolate.
    this.#parser.on('error', () => this.#parser.destroy());
    this.#parser.resume();
  }

  /** Takes bytes in (null = the end). Gives the finished records, and whether an unclosed quote stopped it. */
  async take(bytes: Uint8Array | null): Promise<{ records: RawRecord[]; stopped: boolean }> {
    const stopped = await new Promise<boolean>((resolve) => {
      const done = (error?: Error | null): void => resolve(Boolean(error));
      if (bytes) this.#parser.write(bytes, done);
      else this.#parser.end(done);
    });
    const records = this.#records;
    this.#records = [];
    return { records, stopped };
  }
}

/**
 * Reads CSV as it streams in. Takes `,` `;` and tab (seen from the header), quoted line ends, a byte order mark, stray quotes, rows that are too short.
 * A quote that never closes costs its own line only: reading goes on with the next one. Rows with NUL or with bytes that are no UTF-8 are refused.
 * @param from where to go on; the stream then starts at `from.byte`.
 * @throws {BrokenFile} when there is no header, or when the file isn't CSV text.
 * @see https://csv.js.org/parse/options/
 */
export async function* readCsv(stream: ReadableStream<Uint8Array>, from?: CsvPlace): AsyncGenerator<CsvRow, void> {
  const input = new ByteWindow(stream);
  const place = from ?? (await readHeader(input));
  let { byte, line } = place;
  let reader = new RecordReader(place.delimiter);
  let base = byte;
  let pending = input.takeHeld();

  for (;;) {
    const chunk = pending ?? (await input.read());
    pending = null;
    if (chunk) input.keep(chunk);
    const { records, stopped } = await reader.take(chunk);
    for (const record of records) {
      const raw = input.drop(base + record.endByte - byte);
      const start = line + blankLines(raw);
      byte = base + record.endByte;
      line += countLines(raw);
      yield toRow(start, record.cells, { ...place, byte, line });
    }
    if (stopped) {
      // The lines after it are read again. Not without end: a quote that stays open here would have closed this one.
      const skipped = input.drop(input.lineBytes());
      const start = line + blankLines(skipped);
      byte += skipped.length;
      line += countLines(skipped);
      yield { line: start, next: { ...place, byte, line }, refusal: 'a quote is opened and never closed' };
      reader = new RecordReader(place.delimiter);
      base = byte;
      pending = input.takeHeld();
    } else if (!chunk) return;
  }
}

function toRow(line: number, values: readonly string[], next: CsvPlace): CsvRow {
  const cells = Object.create(null) as Record<string, string>;
  for (const [i, value] of values.entries()) {
    if (value.includes('\0')) return { line, next, refusal: 'a cell holds a NUL character' };
    if (value.includes('\uFFFD') || !value.isWellFormed()) return { line, next, refusal: 'a cell is not UTF-8 text' };
    const name = next.header[i];
    if (name === undefined) {
      if (value.trim()) return { line, next, refusal: 'the row has more cells than the header' };
    } else if (name && !cells[name]) cells[name] = value;
  }
  return { line, next, cells };
}

async function readHeader(input: ByteWindow): Promise<CsvPlace> {
  let end = -1;
  while (end < 0 && input.held.length <= MAX_RECORD_BYTES) {
    const chunk = await input.read();
    if (!chunk) break;
    input.keep(chunk);
    end = headerEnd(input.held);
  }
  const [one, two] = input.held;
  if (one === undefined) throw new BrokenFile('The file is empty.');
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) throw new BrokenFile('The file is UTF-16; save it as UTF-8.');
  if (end < 0 && input.held.length > MAX_RECORD_BYTES) throw new BrokenFile('The file has no line end, so no header.');
  const bytes = input.drop(end < 0 ? input.held.length : end);
  const text = new TextDecoder().decode(bytes).replace(/^[\r\n]+/, '');
  const delimiter = delimiterOf(text);
  const reader = new RecordReader(delimiter);
  const records = [...(await reader.take(new TextEncoder().encode(text))).records, ...(await reader.take(null)).records];
  const header = records[0]?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  if (!header.some(Boolean)) throw new BrokenFile('The first line holds no column names.');
  if (header.length > MAX_COLUMNS) throw new BrokenFile(`The file has more than ${MAX_COLUMNS} columns.`);
  return { delimiter, header, byte: bytes.length, line: 1 + countLines(bytes) };
}

/** The separator that stands most often outside quotes in the header. */
function delimiterOf(header: string): string {
  const counts: Record<',' | ';' | '\t', number> = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const char of header) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ',' || char === ';' || char === '\t')) counts[char]++;
  }
  if (counts[';'] > counts[','] && counts[';'] >= counts['\t']) return ';';
  return counts['\t'] > counts[','] ? '\t' : ',';
}
