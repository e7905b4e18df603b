import type { ReactiveControllerHost } from 'lit';
import type { ApiProblem } from '../api.ts';
import { Ask } from './ask.ts';

/** One page of a long list, and the mark where the next begins. */
export interface Piece<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** A list that is read a page at a time, for an element: what has come so far, and whether there is more. */
export class PagesOf<T> {
  rows: readonly T[] = [];
  next: string | null = null;
  /** The first page has come. */
  ready = false;
  readonly #host: ReactiveControllerHost;
  readonly #ask: Ask<Piece<T>>;
  readonly #read: (after: string | null) => Promise<Piece<T>>;

  constructor(host: ReactiveControllerHost, read: (after: string | null) => Promise<Piece<T>>) {
    this.#host = host;
    this.#ask = new Ask<Piece<T>>(host);
    this.#read = read;
  }

  get busy(): boolean {
    return this.#ask.busy;
  }

  get problem(): ApiProblem | null {
    return this.#ask.problem;
  }

  /** Begins anew; the old rows stay until the new ones come. */
  async restart(): Promise<void> {
    const piece = await this.#ask.run(() => this.#read(null));
    if (piece) this.#take(piece.rows, piece.next);
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    const piece = await this.#ask.run(() => this.#read(this.next));
    if (piece) this.#take([...this.rows, ...piece.rows], piece.next);
  }

  #take(rows: readonly T[], next: string | null): void {
    this.rows = rows;
    this.next = next;
    this.ready = true;
    this.#host.requestUpdate();
  }
}
