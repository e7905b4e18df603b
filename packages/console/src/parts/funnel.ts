import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FunnelReport } from '@rapport/protocol';
import { count, duration, share } from '../format.ts';
import { namedBars } from './bars.ts';

type Line = FunnelReport['steps'][number];

const NAMES: Readonly<Record<Line['step'], () => string>> = {
  view_item: () => msg('Looked at a product'),
  add_to_cart: () => msg('Put one into the basket'),
  begin_checkout: () => msg('Went to the checkout'),
  purchase: () => msg('Bought'),
};

/** The way to a purchase, step by step: how many came so far, what share that is, and when half of them had. Nothing before anybody began. */
export function funnelView({ steps }: FunnelReport): TemplateResult | typeof nothing {
  if (steps[0]?.rounds === 0) return nothing;
  return html`<section aria-labelledby="funnel">
    <h2 id="funnel">${msg('On the way to a purchase')}</h2>
    ${namedBars(
      steps.map((line) => ({
        name: NAMES[line.step](),
        ...(line.medianWaitMs === null ? {} : { note: msg(str`half of them within ${duration(line.medianWaitMs)}`) }),
        value: line.rounds,
        words: said(line),
      })),
      msg('From a product to a purchase'),
    )}
    <p class="quiet">
      ${msg('Ways that began on these days: from the first product somebody looks at to what they buy, at most 30 days. Numbers that would stand for fewer than 5 are left out.')}
    </p>
  </section>`;
}

function said({ rounds, share: part }: Line): string {
  if (rounds === null) return '–';
  return part === null || part === 1 ? count(rounds) : `${count(rounds)} · ${share(part)}`;
}
