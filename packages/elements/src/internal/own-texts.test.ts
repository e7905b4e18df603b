import { afterEach, expect, test } from 'vitest';
import type { OwnText } from '@rapport/protocol';
import '../launcher/rapport-launcher.ts';
import '../rewards/rapport-rewards.ts';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { aConfig, aReward } from '../testing/catalogue.ts';
import { mount, soon, words } from '../testing/mount.ts';
import { useOwnTexts } from './locale.ts';
import { sayOwnTexts } from './own-texts.ts';
import { friendsWords, pointsUnit, pointsWords } from './points-words.ts';

afterEach(() => useOwnTexts([]));

const shop = (texts: readonly OwnText[] | Refusal, locale: string) =>
  aClient(
    {
      'GET /v1/me': aView({ rewards: [aReward()] }),
      'GET /v1/config': { ...aConfig(), texts: 3 },
      'GET /v1/config/texts': texts instanceof Refusal ? texts : { texts },
    },
    { locale },
  ).client;

test('components say the shop’s own words at once and go on saying the others, in the language of the page', async () => {
  const client = shop(
    [
      { ids: ['rewards.title', 'panel.rewards'], instead: 'Rewards', strings: ['Thank-yous'], order: [] },
      { ids: ['rewards.confirm'], instead: 'Use {} for “{}”?', strings: ['“', '” for ', '?'], order: [1, 0] },
    ],
    'en',
  );
  const rewards = await mount('rapport-rewards', client);
  await soon(() => expect(words(rewards)).toContain('Rewards'));
  await sayOwnTexts(client);
  await soon(() => expect(words(rewards)).toContain('Thank-yous You have 340 points to use.'));
  rewards.shadowRoot?.querySelector<HTMLButtonElement>('[part=action]')?.click();
  await soon(() => expect(words(rewards)).toContain('“A tin of oolong” for 200 points?'));
});

test('in Chinese, whose sentences have their values elsewhere, as well', async () => {
  const client = shop([{ ids: ['rewards.have'], instead: '您有 {} 可以使用。', strings: ['共 ', ' 可用'], order: [0] }], 'zh-Hant');
  const rewards = await mount('rapport-rewards', client);
  await sayOwnTexts(client);
  await soon(() => expect(words(rewards)).toContain('共 340 點 可用'));
  expect(words(rewards)).toContain('兌換好禮');
});

test('words that can’t be had leave ours; the launcher takes them too', async () => {
  const refused = shop(new Refusal(500, 'internal'), 'en');
  const launcher = await mount('rapport-launcher', refused);
  await sayOwnTexts(refused);
  await soon(() => expect(words(launcher)).toContain('340 points'));
  const client = shop([{ ids: ['points.many', 'points.other'], instead: '{} points', strings: ['', ' stars'], order: [0] }], 'en');
  const own = await mount('rapport-launcher', client);
  await sayOwnTexts(client);
  await soon(() => expect(words(own)).toContain('340 stars'));
});

test('what is counted takes the form that the language of the page has for it', async () => {
  const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];
  const own = forms.flatMap((form) => [
    { ids: [`points.${form}`, `refer.${form}`], instead: '{}', strings: [`${form} `, ''], order: [0] },
    { ids: [`points.unit-${form}`], instead: '', strings: [form], order: [] },
  ]);
  useOwnTexts(own);
  await soon(() => expect(pointsUnit(1, 'en')).toBe('one'));
  const formsIn = (locale: string): string[] => [0, 1, 2, 3, 11, 100, 1_000_000].map((amount) => pointsUnit(amount, locale));
  expect(formsIn('en')).toEqual(['other', 'one', 'other', 'other', 'other', 'other', 'other']);
  expect(formsIn('ar')).toEqual(['zero', 'one', 'two', 'few', 'many', 'other', 'other']);
  expect(formsIn('fr')).toEqual(['one', 'one', 'other', 'other', 'other', 'other', 'many']);
  expect(formsIn('zh-Hant')).toEqual(Array.from({ length: 7 }, () => 'other'));
  expect([pointsWords(2, 'ar-EG'), friendsWords(3, 'ar-EG')]).toEqual(['two ٢', 'few ٣']);
});
