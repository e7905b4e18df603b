import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something that is asked of the worker on behalf of an element: what came, or that it could not be had. A later question makes an earlier answer old news. */
export class Asked<T> implements ReactiveController {
  value: T | null = null;
  failed = false;
  busy = false;
  readonly #host: ReactiveControllerHost;
  #turn = 0;
  #key: unknown;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whoever only moves to another place of the page asks again there. */
  hostDisconnected(): void {
    this.#turn += 1;
    if (this.busy) this.#key = undefined;
    this.busy = false;
  }

  /** Asks when `key` is another than the last time: the state of the shopper that the answer belongs to. */
  askFor(key: unknown, work: () => Promise<T>): void {
    if (key === this.#key) return;
    this.#key = key;
    void this.run(work);
  }

  /** Makes the next `askFor` ask whatever its key, and has it called. */
  forget(): void {
    this.#key = undefined;
    this.#host.requestUpdate();
  }

  /** Asks; the last answer stays until another has come. */
  async run(work: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await work();
      if (turn !== this.#turn) return;
      this.value = value;
      this.failed = false;
    } catch {
      // What can't be had is one state to an element, whatever the reason: it says so, or shows nothing.
      if (turn !== this.#turn) return;
      this.failed = true;
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
