import type { AudienceCount, Segment } from '@rapport/protocol';
import type { ReactiveControllerHost } from 'lit';
import type { Api, ApiProblem } from '../api.ts';
import { count } from '../format.ts';
import { Ask } from './ask.ts';

/** How many people each of several rules holds of, asked one after the other: counting reads every slice. */
export class PeopleCounts {
  #people: Readonly<Record<string, number>> = {};
  readonly #host: ReactiveControllerHost;
  readonly #ask: Ask<AudienceCount>;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#ask = new Ask<AudienceCount>(host);
  }

  get problem(): ApiProblem | null {
    return this.#ask.problem;
  }

  /** The number for a rule's id, in words. */
  said(id: string): string {
    const people = this.#people[id];
    if (people !== undefined) return count(people);
    return this.problem ? '–' : '…';
  }

  /** Counts anew; what was counted before stays until its new number comes. */
  async read(api: Api, rules: readonly (readonly [id: string, rule: Segment['rule']])[]): Promise<void> {
    for (const [id, rule] of rules) {
      const counted = await this.#ask.run(() => api.countAudience(rule));
      if (!counted) return;
      this.#people = { ...this.#people, [id]: counted.people };
      this.#host.requestUpdate();
    }
  }
}
