import type { MyProfile, ProfileQuestion } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import { aClient, aView, Refusal } from '../testing/a-client.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-profile.ts';

const aQuestion = (more: Partial<ProfileQuestion> = {}): ProfileQuestion => ({
  id: 'tea',
  type: 'choice',
  label: 'Which tea do you drink most?',
  purpose: 'So that we write to you about that and not about the rest.',
  choices: ['Oolong', 'Green', 'Pu-erh'],
  points: 20,
  ...more,
});
const asking = (question: ProfileQuestion | null, answers: MyProfile['answers'] = [], locale = 'en-GB') => {
  let profile: MyProfile = { question, answers };
  return aClient(
    {
      'GET /v1/me': aView(),
      'GET /v1/me/profile': () => profile,
      'POST /v1/me/profile': () => {
        profile = { question: null, answers: profile.answers };
        return { profile: {}, view: aView({ points: { pending: 0, available: 360, reported: 0 }, version: 2 }) };
      },
      'POST /v1/me/profile/later': () => {
        profile = { question: null, answers: profile.answers };
        return {};
      },
    },
    { locale },
  );
};
const button = (element: Element, name: string): HTMLButtonElement => {
  const found = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === name);
  if (!found) throw new Error(`no button ${name}`);
  return found;
};

describe('rapport-profile', () => {
  test('asks one thing, says why and what it earns; an answer brings thanks and the points', async () => {
    const { client, called } = asking(aQuestion());
    const profile = await mount('rapport-profile', client);
    await soon(() => expect(words(profile)).toContain('Which tea do you drink most? So that we write to you about that'));
    expect(words(profile)).toContain('Your answer brings 20 points.');
    button(profile, 'Oolong').click();
    await soon(() => expect(words(profile)).toBe('Thank you. 20 points are yours.'));
    expect(called.find(({ call }) => call === 'POST /v1/me/profile')?.body).toEqual({ answers: { tea: 'Oolong' } });
    expect(client.view?.points.available).toBe(360);
  });

  test.each([
    [{ type: 'flag', choices: [] }, 'Yes', true],
    [{ type: 'number', choices: [] }, '4', 4],
    [{ type: 'text', choices: [] }, 'rough glazes', 'rough glazes'],
    [{ type: 'date', choices: [] }, '2026-05-03', '2026-05-03'],
  ] as const)('takes an answer of %j', async (more, given, told) => {
    const { client, called } = asking(aQuestion({ ...more, choices: [], points: 0 }));
    const profile = await mount('rapport-profile', client);
    await soon(() => expect(words(profile)).toContain('Not now'));
    expect(words(profile)).not.toContain('brings');
    if (more.type === 'flag') button(profile, given).click();
    else {
      part<HTMLInputElement>(profile, 'input').value = given;
      button(profile, 'Tell').click();
    }
    await soon(() => expect(words(profile)).toBe('Thank you.'));
    expect(called.find(({ call }) => call === 'POST /v1/me/profile')?.body).toEqual({ answers: { tea: told } });
  });

  test('takes “not now” for an answer, without a word of blame', async () => {
    const { client, called } = asking(aQuestion());
    const profile = await mount('rapport-profile', client);
    await soon(() => expect(words(profile)).toContain('Not now'));
    button(profile, 'Not now').click();
    await soon(() => expect(words(profile)).toBe('All right, another time.'));
    expect(called.find(({ call }) => call === 'POST /v1/me/profile/later')?.body).toEqual({ field: 'tea' });
  });

  test('shows nothing where there is nothing to ask; with `all` what was told can be taken back', async () => {
    const silent = asking(null);
    const nothing = await mount('rapport-profile', silent.client);
    await soon(() => expect(silent.calls()).toContain('GET /v1/me/profile'));
    await soon(() => expect(words(nothing)).toBe(''));
    const { client, called } = asking(null, [{ id: 'tea', label: 'Which tea?', value: 'Oolong', atMs: 1 }]);
    const profile = await mount('rapport-profile', client, { all: '' });
    await soon(() => expect(words(profile)).toContain('Which tea? Oolong Take back'));
    button(profile, 'Take back').click();
    await soon(() => expect(called.find(({ call }) => call === 'POST /v1/me/profile')?.body).toEqual({ answers: { tea: null } }));
    await soon(() => expect(words(profile)).toContain('Taken back.'));
  });

  test('says so when an answer can’t be taken, and keeps the question', async () => {
    const { client, answers } = asking(aQuestion());
    const profile = await mount('rapport-profile', client);
    await soon(() => expect(words(profile)).toContain('Oolong'));
    answers['POST /v1/me/profile'] = new Refusal(503, 'moved', true);
    button(profile, 'Green').click();
    await soon(() => expect(words(profile)).toContain('It’s busy just now.'));
    expect(words(profile)).toContain('Which tea do you drink most?');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground; Chinese too', async (ground) => {
    for (const type of ['choice', 'text'] as const) {
      const question = aQuestion({ type, label: '您最常喝哪一種茶？', purpose: '我們只會寄相關的消息給您。' });
      const { client } = asking(question, [{ id: 'cups', label: '您一天喝幾杯？', value: 4, atMs: 1 }], 'zh-Hant-TW');
      const profile = await mount('rapport-profile', client, { all: '' }, ground);
      await soon(() => expect(words(profile)).toContain('下次再說'));
      expect(words(profile)).toContain('您的回答可得 20 點。');
      expect(await violations(profile)).toEqual([]);
    }
  });
});
