import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasWording, namesIn, ownTexts, WORDING_LANGUAGES, wordingFaults, wordingOf, withWording } from './index.ts';

const of = (language: 'en' | 'zh-hant', id: string) => wordingOf(language).find((text) => text.id === id || text.also.includes(id));
const idsOf = (language: 'en' | 'zh-hant'): string[] =>
  wordingOf(language)
    .flatMap(({ id, also }) => [id, ...also])
    .toSorted();
/** What a page makes of an own text, by the values of the text it stands for. */
const say = ({ strings, order }: { strings: readonly string[]; order: readonly number[] }, values: readonly string[]): string =>
  strings.map((part, at) => part + (at < order.length ? (values[order[at] ?? -1] ?? '?') : '')).join('');

test('every language says every text', () => {
  expect(WORDING_LANGUAGES[0]).toBe('en');
  for (const language of WORDING_LANGUAGES) expect(idsOf(language)).toEqual(idsOf('en'));
  expect(wordingOf('en').length).toBeGreaterThan(250);
});

test('what is said with the same words in two places is one text', () => {
  expect(of('en', 'panel.for-you')).toEqual({ id: 'panel.for-you', also: ['recommendations.for-you'], text: 'For you' });
  expect(of('en', 'rewards.have')).toEqual({ id: 'rewards.have', also: [], text: 'You have {have} to use.' });
});

test('a text keeps what is filled in: what is missing and what nobody knows is named', () => {
  expect(wordingFaults('You have {have} to use.', 'Spend {have}')).toEqual({ missing: [], unknown: [] });
  expect(wordingFaults('You have {have} to use.', 'Spend them, {name}')).toEqual({ missing: ['have'], unknown: ['name'] });
});

test('values may change places and stand twice; a text that was changed since is ours again', () => {
  const [next] = ownTexts('zh-hant', { 'points.next': '「{title}」：還差 {missing}（{missing}）' }).concat([]);
  const names = namesIn(of('zh-hant', 'points.next')?.text ?? '');
  if (next)
    expect(
      say(
        next,
        names.map((name) => name.toUpperCase()),
      ),
    ).toMatch(/「.+」：還差 .+（.+）/);
  expect(ownTexts('en', { 'rewards.have': 'You have points', 'nothing.here': 'x' })).toEqual([]);
});

test('whatever fits says its own words with every value in its place, in every language', () => {
  const cases = WORDING_LANGUAGES.flatMap((language) => wordingOf(language).map((text) => ({ language, ...text })));
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.array(fc.string()), fc.infiniteStream(fc.nat()), ({ language, id, also, text }, more, chance) => {
      const names = namesIn(text);
      const shuffled = names.map((name) => [chance.next().value ?? 0, name] as const).toSorted(([a], [b]) => a - b);
      const own = shuffled.map(([, name], at) => `${(more[at] ?? '').replaceAll(/[{}]/g, '')}{${name}}`).join(' ') + '.';
      const [made] = ownTexts(language, { [id]: own });
      expect(made?.ids).toEqual([id, ...also]);
      expect(
        made &&
          say(
            made,
            names.map((name) => `{${name}}`),
          ),
      ).toBe(own);
    }),
  );
});

test('saying what stands there anyway, or nothing, takes a text back', () => {
  const first = withWording(undefined, { language: 'en', texts: { close: 'Shut', again: 'Once more' } });
  expect(first).toEqual({ version: 1, said: { en: { close: 'Shut', again: 'Once more' } } });
  expect(withWording(undefined, { language: 'en', texts: { 'recommendations.for-you': 'Yours' } }).said).toEqual({
    en: { 'panel.for-you': 'Yours' },
  });
  const second = withWording(first, { language: 'en', texts: { close: 'Close', again: null } });
  expect(second).toEqual({ version: 2, said: { en: {} } });
  expect([hasWording(undefined), hasWording(first), hasWording(second)]).toEqual([false, true, false]);
});
