import { msg, str } from '@lit/localize';
import type { Watch, WatchAsk, WatchFilters } from '@rapport/protocol';
import { money } from '../internal/format.ts';

/** What the question above the button asks. */
export function questionWords(ask: WatchAsk): string {
  switch (ask.kind) {
    case 'search': {
      return msg('We don’t have this yet. Shall we tell you when it comes?', { id: 'watch.question' });
    }
    case 'stock': {
      return msg('This is sold out. Shall we tell you when it is back?', { id: 'watch.question-stock' });
    }
    case 'price': {
      return msg('Shall we tell you when it costs less?', { id: 'watch.question-price' });
    }
    case 'follow': {
      return msg(str`Shall we tell you of what is new from “${ask.name}”?`, { id: 'watch.question-follow' });
    }
    case 'like': {
      return msg('Shall we tell you when more like this comes?', { id: 'watch.question-like' });
    }
  }
}

/** What the button says. */
export function actionWords(ask: WatchAsk): string {
  switch (ask.kind) {
    case 'search': {
      return msg('Tell me when it comes', { id: 'watch.tell' });
    }
    case 'stock': {
      return msg('Tell me when it’s back', { id: 'watch.tell-stock' });
    }
    case 'price': {
      return msg('Watch the price', { id: 'watch.tell-price' });
    }
    case 'follow': {
      return msg(str`Follow “${ask.name}”`, { id: 'watch.tell-follow' });
    }
    case 'like': {
      return msg('More like this', { id: 'watch.tell-like' });
    }
  }
}

/** What is said once it is kept. */
export function keptWords(watch: Watch, currency: string, locale: string): string {
  const { query } = watch;
  if (watch.kind === 'stock') return msg('We’ll tell you when it’s back.', { id: 'watch.kept-stock' });
  if (watch.kind === 'follow') return msg(str`You follow “${query}”. We’ll tell you of what is new.`, { id: 'watch.kept-follow' });
  if (watch.kind === 'like') return msg('We’ll tell you when more like this comes.', { id: 'watch.kept-like' });
  if (watch.kind === 'price') {
    const goal = goalWords(watch, currency, locale);
    return msg(str`We’ll tell you when it costs ${goal}.`, { id: 'watch.kept-price' });
  }
  return msg(str`We’ll tell you when “${query}” comes.`, { id: 'watch.kept' });
}

/** A price that is low enough: "10 % less", "€40 or less". */
export function goalWords({ goal, baselineMinor }: Pick<Watch, 'goal' | 'baselineMinor'>, currency: string, locale: string): string {
  if (goal && 'percent' in goal) {
    const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(goal.percent / 100);
    return msg(str`${share} less`, { id: 'watch.goal-percent' });
  }
  const toMinor = goal && 'toMinor' in goal ? goal.toMinor : (baselineMinor ?? 0) - (goal && 'byMinor' in goal ? goal.byMinor : 0);
  const price = currency ? money(toMinor, currency, locale) : String(toMinor);
  return msg(str`${price} or less`, { id: 'watch.goal-price' });
}

/** What the tap agrees to. */
export function agreedWords(kind: Watch['kind']): string {
  return kind === 'search'
    ? msg('We keep the words you searched for and tell you here when it comes. You can take it back at any time.', { id: 'watch.words' })
    : msg('We remember that you wait for this and tell you here. You can take it back at any time.', { id: 'watch.words-other' });
}

/** A space before a letter of a script that is written without: it says nothing. */
const IDLE_SPACE = /\s+(?=[\u3040-\u9fff])/g;

/** The same words, whatever their width, case and spaces. */
export const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(IDLE_SPACE, '').replace(/\s+/g, ' ');

const facts = ({ maxPriceMinor, category, brand, size }: WatchFilters): string => [maxPriceMinor, category, brand, size].join('\n');

/** Whether a watch that is kept is what is asked for. */
export function isKept(watch: Watch, ask: WatchAsk): boolean {
  if (watch.kind !== ask.kind) return false;
  if (ask.kind === 'search') return plain(watch.query) === plain(ask.query) && facts(watch.filters) === facts(ask.filters ?? {});
  if (ask.kind === 'follow') return watch.what === ask.what && plain(watch.query) === plain(ask.name);
  return watch.productId === ask.productId && (ask.kind === 'like' || watch.variantId === (ask.variantId ?? null));
}
