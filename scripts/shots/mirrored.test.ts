import { wordingOf } from '@rapport/domain/wording';
import { expect, test } from 'vitest';
import { mirrored, mirroredTexts } from './mirrored.ts';

const letters = (text: string): number => text.replace(/[^\p{L}·]/gu, '').length;

test('words are turned round and two fifths longer; what is filled in stays', () => {
  const [text, made] = ['You have {have} to use.', mirrored('You have {have} to use.')];
  expect(made).toContain('\u200f\u202eYoouu\u202c\u200f');
  expect(made.match(/\{\w+\}/g)).toEqual(['{have}']);
  expect(letters(made) / letters(text)).toBeGreaterThanOrEqual(1.4);
});

test('every text of the components has one', () => expect(mirroredTexts()).toHaveLength(wordingOf('en').length));
