/**
 * Counts the work of one turn, so that short work doesn't pause at all (a pause takes a millisecond even where nobody waits) and long work lets others in. Counted in
 * units that the caller gives a meaning to, never by the clock, which stands still on Cloudflare while code runs.
 */
export class Turn {
  readonly #most: number;
  #spent = 0;

  constructor(most: number) {
    this.#most = most;
  }

  spend(units: number): void {
    this.#spent += units;
  }

  /** Whether others should be let in before anything else is done. */
  get isOver(): boolean {
    return this.#spent >= this.#most;
  }

  /** Lets others in and begins anew; what was written stands when it comes back. */
  async pass(): Promise<void> {
    this.#spent = 0;
    await scheduler.wait(0);
  }
}
