import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long the number runs, in ms. */
const RUN_MS = 600;

/** A number that runs up once when it has grown. It never runs down, never at first sight, and not where motion is reduced. */
export class CountUp implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #from = 0;
  #to: number | null = null;
  #startedAtMs = 0;
  #frame = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Says what the number is now; gives what to show at this moment. */
  show(target: number): number {
    const grown = this.#to !== null && target > this.#to;
    if (target !== this.#to) {
      this.#from = grown ? this.#now() : target;
      this.#to = target;
      this.#startedAtMs = performance.now();
      if (grown && !matchMedia('(prefers-reduced-motion: reduce)').matches && !document.hidden) this.#next();
      else this.hostDisconnected();
    }
    return this.#now();
  }

  #now(): number {
    const to = this.#to ?? 0;
    if (!this.#frame) return to;
    const part = Math.min(1, (performance.now() - this.#startedAtMs) / RUN_MS);
    return Math.round(this.#from + (to - this.#from) * (1 - (1 - part) ** 3));
  }

  #next(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (performance.now() - this.#startedAtMs < RUN_MS) this.#next();
      else this.#frame = 0;
      this.#host.requestUpdate();
    });
  }
}
