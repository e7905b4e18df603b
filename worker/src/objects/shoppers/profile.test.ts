import { evictDurableObject, reset, runDurableObjectAlarm } from 'cloudflare:test';
import type { ProfileField } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { now, setOffset } from '../../platform/clock.ts';
import { firstProgramme } from '../shop/first-programme.ts';
import { aCaller, aSlice, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;
const aField = (id: string, change: Partial<ProfileField> = {}): ProfileField => ({
  id,
  type: 'choice',
  label: { '': `${id}?` },
  purpose: {},
  choices: ['green', 'black'],
  points: 0,
  keepDays: 30,
  isAsked: true,
  seenBy: 'helpers',
  ...change,
});
const FIELDS = [aField('tea', { points: 20 }), aField('cup')];
const rules = [{ id: 'tell', on: 'profile' as const, title: {}, points: 5, limits: {} }];
const SETTINGS = someSettings({ profileFields: FIELDS, programme: { ...firstProgramme('EUR'), signUpPoints: 0, rules } });

afterEach(async () => {
  setOffset(0);
  await reset();
});

type Slice = Awaited<ReturnType<typeof aSlice>>;
const balanceOf = async ({ slice, at }: Slice, id: string): Promise<number> => {
  const answer = await slice.points(at, id);
  return answer.ok ? answer.points.available : -1;
};
const asked = async ({ slice, at }: Slice, id: string): Promise<string | null> => {
  const answer = await slice.askField(at, id);
  return answer.ok ? (answer.field?.id ?? null) : answer.problem;
};
const ROW = { name: 'Mei', email: null, locale: 'en' };
const CONSENT = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' } as const;

it('asks one thing at a time, pays a member once for each answer, and never for what staff heard', async () => {
  const here = await aSlice('profile', SETTINGS);
  await here.slice.promote(here.at, 'mei', { ...ROW, consent: CONSENT });
  expect(await here.slice.askField(here.at, 'mei')).toMatchObject({ field: { id: 'tea' }, points: 25 });
  await here.slice.answerFields(here.at, { id: 'mei' }, { cup: 'black' }, 'heard');
  expect(await balanceOf(here, 'mei')).toBe(0);
  expect(await here.slice.answerFields(here.at, { id: 'mei' }, { tea: 'green' }, 'said')).toMatchObject({ view: { points: { available: 25 } } });
  expect(await asked(here, 'mei')).toBeNull();
  for (const answer of ['black', null, 'green']) await here.slice.answerFields(here.at, { id: 'mei' }, { tea: answer }, 'said');
  await evictDurableObject(here.stub);
  expect(await balanceOf(here, 'mei')).toBe(25);
  const standing = await here.slice.standing(here.at, 'mei');
  expect(standing).toMatchObject({
    standing: {
      profile: { tea: 'green', cup: 'black' },
      told: [
        { field: 'cup', source: 'heard', value: 'black', sure: expect.closeTo(0.85, 3) as number },
        { field: 'tea', source: 'said', value: 'green', sure: expect.closeTo(0.95, 3) as number },
      ],
    },
  });
});

it('gives a guest’s answers their points when they join, and once', async () => {
  const here = await aSlice('joins', SETTINGS);
  await here.slice.answerFields(here.at, aCaller('g'), { tea: 'green', cup: 'black' }, 'said');
  expect(await balanceOf(here, 'g')).toBe(0);
  expect(await here.slice.promote(here.at, 'g', ROW)).toMatchObject({ view: { points: { available: 30 } } });
  await here.slice.promote(here.at, 'g', ROW);
  expect(await balanceOf(here, 'g')).toBe(30);
});

it('leaves whoever says “not now” in peace for a week, and asks nobody who is not to be remembered', async () => {
  const here = await aSlice('later', SETTINGS);
  expect(await asked(here, 'stranger')).toBeNull();
  await here.slice.laterField(here.at, aCaller('a'), 'tea');
  expect(await here.slice.laterField(here.at, aCaller('a'), 'nothing')).toMatchObject({ ok: false, problem: 'invalid-body' });
  expect(await asked(here, 'a')).toBeNull();
  setOffset(7 * DAY_MS);
  expect(await asked(here, 'a')).toBe('cup');
});

it('lets go of an answer when it has been kept for as long as its question says, for rules as well', async () => {
  const here = await aSlice('keeps', SETTINGS);
  await here.slice.promote(here.at, 'mei', { ...ROW, consent: CONSENT });
  await here.slice.answerFields(here.at, { id: 'mei' }, { tea: 'green' }, 'said');
  const count = () => here.slice.countAudience(here.at, { op: 'one-of', field: 'profile.tea', values: ['green'] }, { nowMs: now(), timeZone: 'UTC' });
  expect(await count()).toMatchObject({ people: 1 });
  for (const day of [29, 31, 32]) {
    setOffset(day * DAY_MS);
    await here.slice.tick();
    await runDurableObjectAlarm(here.stub);
  }
  expect(await count()).toMatchObject({ people: 0 });
  expect(await here.slice.standing(here.at, 'mei')).toMatchObject({ standing: { profile: {}, told: [] } });
});

it('likes what is hidden or sent back less, by what is known of the product', async () => {
  const here = await aSlice('hides', SETTINGS);
  const POT = { pot: { maker: 'Kato', category: 'Ware', series: '', priceMinor: 5_000, words: ['rough'] } };
  const looks = [1, 2, 3, 4].map((n) => ({ id: `e${n}`, name: 'view_item' as const, ageMs: 0, items: [{ productId: 'pot' }] }));
  await here.slice.record(here.at, aCaller('a'), looks, POT);
  const likes = async (): Promise<string[]> => {
    const answer = await here.slice.standing(here.at, 'a');
    return answer.ok ? answer.standing.likings.map(({ key }) => key) : [];
  };
  expect(await likes()).toContain('Kato');
  await here.slice.hide(here.at, aCaller('a'), 'pot', true, POT);
  expect(await likes()).not.toContain('Kato');
});
