/** Work of which only one may run at a time for each key. */
export class Flights<T> {
  readonly #underWay = new Map<string, Promise<T>>();
  readonly #again = new Set<string>();

  /** Starts the work, or joins the flight under way, which then runs it once more before it lands: what the caller has just written is seen. */
  join(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(key);
    if (known) {
      this.#again.add(key);
      return known;
    }
    const started = this.#fly(key, work);
    this.#underWay.set(key, started);
    return started;
  }

  async #fly(key: string, work: () => Promise<T>): Promise<T> {
    // Not before join() has noted the flight.
    await null;
    try {
      for (;;) {
        this.#again.delete(key);
        const result = await work();
        if (!this.#again.has(key)) return result;
      }
    } finally {
      this.#again.delete(key);
      this.#underWay.delete(key);
    }
  }
}
