import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something that is asked of the worker on behalf of an element: what came, or that it could not be had. A later question makes an earlier answer old news. */
export class Asked<T> implements ReactiveController {
  value: T | null = null;
  failed = false;
  busy = false;
  readonly #host: ReactiveControllerHost;
  #turn = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#turn += 1;
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
