import * as original from '@lit/localize';
import { expect, test } from 'vitest';
import { configureLocalization, msg, str, updateWhenLocaleChanges } from './localize.ts';

// The two must say the same, whatever language a page has.
const templates = { plain: '關閉', moved: original.str`${1}裡的 ${0}` };
const ours = ['關閉', '{1}裡的 {0}'];
const said = (): string[] => [msg('Close', 0), msg(str`${3} of ${'$& {0}'}`, 1), msg(str`${1} more`, 2)];
const saidByOriginal = (): string[] => [
  original.msg('Close', { id: 'plain' }),
  original.msg(original.str`${3} of ${'$& {0}'}`, { id: 'moved' }),
  original.msg(original.str`${1} more`, { id: 'none' }),
];

test('says what the original says: in the source’s language, in another, and back', async () => {
  const there = configureLocalization({ sourceLocale: 'en', loadLocale: async () => ({ templates: ours }) });
  const original2 = original.configureLocalization({ sourceLocale: 'en', targetLocales: ['zh-Hant'], loadLocale: async () => ({ templates }) });
  let drawn = 0;
  const parts: { hostConnected?(): void; hostDisconnected?(): void }[] = [];
  updateWhenLocaleChanges({
    addController: (part) => void parts.push(part),
    removeController: () => undefined,
    requestUpdate: () => (drawn += 1),
    updateComplete: Promise.resolve(true),
  });
  expect(said()).toEqual(saidByOriginal());
  parts[0]?.hostConnected?.();
  await there.setLocale('zh-Hant');
  await original2.setLocale('zh-Hant');
  expect(said()).toEqual(saidByOriginal());
  expect(said()[1]).toBe('$& {0}裡的 3');
  expect([there.getLocale(), drawn]).toEqual(['zh-Hant', 1]);
  parts[0]?.hostDisconnected?.();
  await there.setLocale('en');
  expect([said()[0], drawn]).toEqual(['Close', 1]);
});

test('a language that doesn’t come leaves the one there is, and can be asked for again', async () => {
  let fails = true;
  const there = configureLocalization({
    sourceLocale: 'en',
    loadLocale: async () => {
      if (fails) throw new TypeError('blocked');
      return { templates: ours };
    },
  });
  await expect(there.setLocale('zh-Hant')).rejects.toThrow('blocked');
  expect(there.getLocale()).toBe('en');
  fails = false;
  await there.setLocale('zh-Hant');
  expect(msg('Close', 0)).toBe('關閉');
});
