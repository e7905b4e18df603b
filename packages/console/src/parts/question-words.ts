import { msg } from '@lit/localize';
import type { PersonStanding, ProfileField } from '@rapport/protocol';
import { count } from '../format.ts';

/** A text of the shop's for a language of the console. */
export const textFor = (texts: Readonly<Record<string, string>>, locale: string): string =>
  texts[locale] || texts[''] || texts[locale.split('-')[0] ?? ''] || (Object.values(texts).find((text) => text !== '') ?? '');

export const answerWords = (value: string | number | boolean): string => {
  if (typeof value === 'boolean') return value ? msg('Yes') : msg('No');
  return typeof value === 'number' ? count(value) : value;
};

/** Who an answer comes from. */
export const sourceWords = (source: PersonStanding['told'][number]['source']): string =>
  source === 'said' ? msg('they said so themselves') : msg('staff heard it');

/** The kinds of questions, in the order in which they are offered. */
export const questionTypes = (): readonly (readonly [ProfileField['type'], string])[] => [
  ['choice', msg('One of several answers')],
  ['flag', msg('Yes or no')],
  ['text', msg('A line of text')],
  ['number', msg('A number')],
  ['date', msg('A day')],
];

/** Who may see answers. */
export const seenByWords = (): readonly (readonly [ProfileField['seenBy'], string])[] => [
  ['helpers', msg('Everybody who helps people')],
  ['managers', msg('Managers and owners')],
  ['owners', msg('Owners only')],
];
