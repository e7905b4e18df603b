import type { ProfileField } from '@rapport/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addFields,
  countFields,
  isEmail,
  isName,
  MOST_SHARING,
  pairsOf,
  plainAddress,
  plainEmail,
  plainName,
  plainPhone,
  printsOf,
} from './index.ts';
import type { Member, Traces } from './index.ts';

const NOBODY: Traces = { name: null, email: null, phone: null, address: null };
const person = (id: string, traces: Partial<Traces>) => ({ id, prints: printsOf({ ...NOBODY, ...traces }) });

it('knows a mailbox, a telephone, a name and an address in whatever way they are written', () => {
  expect(['Mei.Chen+shop@GMail.com', 'meichen@googlemail.com'].map(plainEmail)).toEqual(['meichen@gmail.com', 'meichen@gmail.com']);
  expect([plainEmail('mei.chen@tea.example'), plainEmail('meichen@tea.example')]).toEqual(['mei.chen@tea.example', 'meichen@tea.example']);
  expect(['+886 912-345-678', '0912 345 678', '００912345678'].map(plainPhone)).toEqual(['912345678', '912345678', '912345678']);
  expect([plainPhone('110'), plainEmail('nobody'), plainName('***'), plainAddress('Taipei')]).toEqual(['', '', '', '']);
  expect([plainName('Chen, Mei'), plainName('méi  CHEN')]).toEqual(['chen mei', 'chen mei']);
  expect(plainAddress('12 Rue de l’Été')).toBe(plainAddress('rue de l ete, 12'));
});

it('finds pairs by what they share, the likeliest first, and says by what', () => {
  const found = pairsOf([
    person('b', { name: 'Mei Chen', email: 'mei@tea.example', phone: '0912345678' }),
    person('a', { email: 'MEI+x@tea.example', phone: '+886912345678' }),
    person('c', { name: 'Chen Mei', address: '12 Rose Lane' }),
    person('d', { name: 'Mei CHEN', address: 'Rose Lane 12' }),
    person('e', { name: 'Mei Chen' }),
  ]);
  expect(found.map(({ ids, because }) => `${ids.join()} ${because.join()}`)).toEqual(['a,b email,phone', 'c,d name-address']);
  expect(found[0]?.likely).toBeCloseTo(1 - 0.05 * 0.3, 9);
});

it('says nothing of what many share', () => {
  const desk = (count: number) => pairsOf(Array.from({ length: count }, (_, n) => person(`p${n}`, { phone: '02 2345 6789' })));
  expect(desk(MOST_SHARING)).toHaveLength((MOST_SHARING * (MOST_SHARING - 1)) / 2);
  expect(desk(MOST_SHARING + 1)).toEqual([]);
});

it('finds the same pairs in whatever order people come, and nobody twice', () => {
  const traces = fc.record({
    name: fc.constantFrom(null, 'Mei Chen', 'Ana Rossi'),
    email: fc.constantFrom(null, 'a@x.example', 'A+b@x.example', 'c@x.example'),
    phone: fc.constantFrom(null, '0912345678', '+886912345678', '0987654321'),
    address: fc.constantFrom(null, '12 Rose Lane', 'Rose Lane 12', '7 Hill'),
  });
  fc.assert(
    fc.property(
      fc.array(traces, { maxLength: 12 }).chain((all) => {
        const people = all.map((one, n) => person(`p${n}`, one));
        return fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length }));
      }),
      ([people, shuffled]) => {
        const pairs = pairsOf(people);
        expect(pairsOf(shuffled)).toEqual(pairs);
        expect(new Set(pairs.map(({ ids }) => ids.join())).size).toBe(pairs.length);
        for (const { ids, likely } of pairs) {
          expect(ids[0] < ids[1]).toBe(true);
          expect(likely > 0 && likely < 1).toBe(true);
        }
      },
    ),
  );
});

it('tells texts apart', () => {
  const texts = Array.from({ length: 20_000 }, (_, n) => printsOf({ ...NOBODY, email: `p${n}@x.example` })[0]?.[1]);
  expect(new Set(texts).size).toBe(20_000);
  expect(texts.every((print) => Number.isSafeInteger(print))).toBe(true);
});

const NOW = 20_000 * 86_400_000;
const tea: ProfileField = { id: 'tea', type: 'text', label: {}, purpose: {}, points: 0, keepDays: 100, isAsked: true, seenBy: 'helpers' };
const aMember = (more: Partial<Member>): Member => ({ name: 'Mei', email: 'mei@tea.example', bounced: false, answers: [], ...more });

it('counts what is there, what can be right and what is of late', () => {
  const answer = (daysAgo: number, fits = true) => [{ field: 'tea', fits, atMs: NOW - daysAgo * 86_400_000 }];
  const members = [
    aMember({ answers: answer(10) }),
    aMember({ name: 'test', bounced: true, answers: answer(60) }),
    aMember({ name: null, email: 'mei@tea', answers: answer(1, false) }),
    aMember({ email: null }),
  ];
  const counts = countFields(members, [tea], NOW);
  expect(counts).toEqual({
    name: { of: 4, known: 3, valid: 2, fresh: null },
    email: { of: 4, known: 3, valid: 1, fresh: null },
    'profile.tea': { of: 4, known: 3, valid: 2, fresh: 1 },
  });
  expect(addFields(countFields(members.slice(0, 1), [tea], NOW), countFields(members.slice(1), [tea], NOW))).toEqual(counts);
});

it('takes names and addresses for what they are', () => {
  expect(['Mei', '陳美', 'O’Neill', 'test', 'mei@x.example', '12', '--', ''].map(isName)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(['a@b.example', 'a@b', 'a..b@c.example', 'a b@c.example', '@c.example'].map(isEmail)).toEqual([true, false, false, false, false]);
});
