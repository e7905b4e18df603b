import { msg } from '@lit/localize';
import type { Offer } from '@rapport/protocol';
import { html, nothing, type TemplateResult } from 'lit';

/** Which offers nobody has together, each pair once. It is said in the offer, so that it is versioned with it. */
export function apartView(all: readonly Offer[]): TemplateResult {
  const offers = all.filter(({ state }) => state !== 'ended');
  const named = new Map(offers.map(({ id, name }) => [id, name]));
  const pairs = offers.flatMap(({ id, excludes }) =>
    excludes.flatMap((other) => {
      const twice = id > other && offers.some((one) => one.id === other && one.excludes.includes(id));
      return named.has(other) && !twice ? [[id, other] as const] : [];
    }),
  );
  const way = (id: string) => html`<a href="/console/offers/${id}">${named.get(id)}</a>`;
  return html`<p class="quiet">
      ${pairs.length === 0 ? msg('No two offers keep each other away. An offer says in its own form what it does not go with.') : msg('An offer says in its own form what it does not go with.')}
    </p>
    ${
      pairs.length === 0
        ? nothing
        : html`<ul class="apart" role="list">
            ${pairs.map(([id, other]) => html`<li>${way(id)} · ${way(other)}</li>`)}
          </ul>`
    }`;
}
