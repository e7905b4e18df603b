import { reset } from 'cloudflare:test';
import { pairsOf } from '@rapport/domain/quality';
import type { ProfileField } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { aCaller, aSlice, someSettings } from './testing.ts';

const phone: ProfileField = {
  id: 'phone',
  type: 'text',
  label: {},
  purpose: {},
  points: 0,
  keepDays: 730,
  isAsked: true,
  seenBy: 'helpers',
  holds: 'phone',
};

afterEach(async () => {
  await reset();
});

it('counts the fields of members, guests left out, and finds who is likely there twice without a text leaving the slice', async () => {
  const { slice, at } = await aSlice('quality', someSettings({ profileFields: [phone] }));
  const join = (id: string, name: string | null, email: string | null) => slice.promote(at, id, { name, email, locale: 'en' });
  await join('mei', 'Mei Chen', 'mei@tea.example');
  await join('mei2', 'test', 'Mei+2@tea.example');
  await join('ana', null, null);
  await slice.answerFields(at, { id: 'ana' }, { phone: '+886 912 345 678' }, 'said');
  await slice.answerFields(at, aCaller('guest'), { phone: '0912345678' }, 'said');
  expect(await slice.quality(at)).toEqual({
    ok: true,
    fields: {
      name: { of: 3, known: 2, valid: 1, fresh: null },
      email: { of: 3, known: 2, valid: 2, fresh: null },
      'profile.phone': { of: 3, known: 1, valid: 1, fresh: 1 },
    },
  });
  const printed = await slice.prints(at, '', 10_000);
  if (!printed.ok) throw new Error(printed.problem);
  expect(printed).toMatchObject({ next: null });
  expect(JSON.stringify(printed)).not.toMatch(/tea|912/);
  expect(pairsOf(printed.people).map(({ ids, because }) => [...ids, ...because])).toEqual([
    ['mei', 'mei2', 'email'],
    ['ana', 'guest', 'phone'],
  ]);
});
