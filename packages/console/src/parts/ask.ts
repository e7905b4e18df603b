import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiProblem } from '../api.ts';

/** A question that follows typing waits until nobody has typed for so long. */
const PAUSE_MS = 300;

/**
 * One question to the server at a time, on behalf of an element: what came, what was refused, whether it is still under way. A later
 * question makes an earlier answer old news. Refusals are kept as values; anything else is a bug and goes on up.
 */
export class Ask<T> implements ReactiveController {
  /** The last answer; a refusal leaves it as it was. */
  value: T | null = null;
  problem: ApiProblem | null = null;
  busy = false;
  readonly #host: ReactiveControllerHost;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  /** Asks, and gives the answer, or null when it was refused or overtaken. */
  async run(work: () => Promise<T>): Promise<T | null> {
    const turn = ++this.#turn;
    this.#settle({ busy: true, problem: null });
    try {
      const value = await work();
      if (turn !== this.#turn) return null;
      this.value = value;
      this.#settle({ busy: false, problem: null });
      return value;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (turn === this.#turn) this.#settle({ busy: false, problem: error });
      return null;
    }
  }

  /** Asks once nobody has typed for a moment; `work` is read then, and may find that there is nothing to ask. */
  soon(work: () => Promise<T> | null): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const asked = work();
      if (asked) void this.run(() => asked);
    }, PAUSE_MS);
  }

  #settle({ busy, problem }: { busy: boolean; problem: ApiProblem | null }): void {
    this.busy = busy;
    this.problem = problem;
    this.#host.requestUpdate();
  }
}
