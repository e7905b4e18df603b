import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Looks again and again while an element is on the page and the page is seen. A look that takes long is not overtaken. */
export class Watchman implements ReactiveController {
  /** Pause between two looks, in ms; null = don't look. */
  everyMs: number | null = null;
  readonly #look: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #there = false;

  constructor(host: ReactiveControllerHost, look: () => Promise<void>) {
    this.#look = look;
    host.addController(this);
  }

  hostConnected(): void {
    this.#there = true;
  }

  hostUpdated(): void {
    if (this.everyMs === null || !this.#there) return this.#stop();
    this.#timer ??= setTimeout(() => void this.#turn(), this.everyMs);
  }

  hostDisconnected(): void {
    this.#there = false;
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #turn(): Promise<void> {
    if (document.visibilityState === 'visible') await this.#look();
    this.#timer = undefined;
    this.hostUpdated();
  }
}
