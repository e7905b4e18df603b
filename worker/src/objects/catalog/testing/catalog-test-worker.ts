import { DurableObject } from 'cloudflare:workers';
import { type Refused, refused } from '@rapport/protocol';
import { SLOTS } from '../../../platform/ids.ts';
import type { Arrival, At, SliceSeat } from '../../ports.ts';

export { CatalogObject } from '../catalog-object.ts';

/** How a slice answers: takes what comes, answers nobody for now, fails, or says that it is elsewhere. */
export type Manner = 'takes' | 'hangs' | 'fails' | 'moved';

/** The other end of a broadcast: keeps what it was told, by the rules of a receiver (exactly once, no gap), and answers as the test says. */
export class ListenerObject extends DurableObject {
  #manner: Manner = 'takes';
  #copied = 0;

  /** Goes on after `seq`, as a slice does that was moved here with all it knew. */
  adopt(seq: number): void {
    this.#copied = seq;
  }

  behave(manner: Manner): void {
    this.#manner = manner;
  }

  async arrive(_at: At, source: string, changes: readonly Arrival[]): Promise<{ ok: true; seq: number } | Refused> {
    while (this.#manner === 'hangs') await scheduler.wait(20);
    if (this.#manner === 'fails') throw new Error('out of order');
    if (this.#manner === 'moved') return refused('moved');
    const heard = await this.heard();
    let last = this.#copied + heard.filter((change) => change.source === source).length;
    for (const change of changes) {
      if (change.seq !== last + 1) continue;
      last = change.seq;
      heard.push({ ...change, source });
    }
    await this.ctx.storage.put('heard', heard);
    return { ok: true, seq: last };
  }

  async heard(): Promise<(Arrival & { source: string })[]> {
    return (await this.ctx.storage.get<(Arrival & { source: string })[]>('heard')) ?? [];
  }
}

/** The shop as far as the catalogue asks it: where the slices are. */
export class SeatsObject extends DurableObject {
  #seats: SliceSeat[] = [];
  #asked = 0;

  /** As many slices as generations are given. */
  place(generations: readonly number[]): void {
    const width = Math.ceil(SLOTS / generations.length);
    this.#seats = generations.map((generation, slice) => ({ slice, generation, from: slice * width, to: Math.min(SLOTS, (slice + 1) * width) }));
  }

  seats(): SliceSeat[] {
    this.#asked++;
    return this.#seats;
  }

  asked(): number {
    return this.#asked;
  }
}

export default { fetch: () => new Response('catalog test') } satisfies ExportedHandler;
