import { msg } from '@lit/localize';
import type { Attention } from '@rapport/domain/report';

/** A work list by its name. */
export function attentionName(list: Attention): string {
  const names: Readonly<Record<Attention, string>> = {
    quiet: msg('The best, gone quiet'),
    undone: msg('Orders undone again and again'),
    layer: msg('Came into another layer'),
  };
  return names[list];
}

/** Who is on a work list, in a sentence. */
export function attentionMeaning(list: Attention): string {
  const meanings: Readonly<Record<Attention, string>> = {
    quiet: msg('Among the best fifth by value, and at risk or lost since lately. A word from a person helps more than an offer.'),
    undone: msg('Two orders or more were cancelled or sent back, the last one lately. Worth asking what went wrong.'),
    layer: msg('Moved up or down by the rules of your layers. Look whether the rule is fair to them.'),
  };
  return meanings[list];
}
