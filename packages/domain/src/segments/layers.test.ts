import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_LAYERS, layerAt, layerIssues, nextTurnMs, readLayers } from './index.ts';
import type { Facts } from './index.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const at = (nowMs: number) => ({ nowMs, timeZone: 'Asia/Taipei' });
const layer = (id: string, rule: object) => ({ id, rule });
const recent = (days: number) => ({ 'within-days': [{ var: 'lastOrderAt' }, days] });

describe('a layer', () => {
  it('is the first whose rule holds, else what everybody is', () => {
    const layers = readLayers([layer('patron', { '>=': [{ var: 'spent' }, 100_000] }), layer('regular', { '>=': [{ var: 'orders' }, 3] })], []);
    const of = (facts: Facts): string => layerAt(layers, facts, at(NOW));
    expect(of({ kind: 'member', spent: 200_000, orders: 9 })).toBe('patron');
    expect(of({ kind: 'member', spent: 1_000, orders: 9 })).toBe('regular');
    expect(of({ kind: 'member', spent: 1_000, orders: 1 })).toBe('member');
    expect(of({ kind: 'guest', spent: null, orders: 0 })).toBe('guest');
  });

  it('can be decided by a list, and a rule that can’t be read any more holds of nobody', () => {
    const layers = readLayers([layer('old', { '==': [{ var: 'profile.gone' }, 1] }), layer('press', { in: ['press', { var: 'lists' }] })], []);
    expect(layerAt(layers, { kind: 'guest', lists: ['press'] }, at(NOW))).toBe('press');
    expect(layers.map(({ asksTaste }) => asksTaste)).toEqual([true]);
  });

  it('at first is VIP for the best tenth who came back', () => {
    const layers = readLayers(FIRST_LAYERS, []);
    expect(layerAt(layers, { kind: 'member', valueDecile: 10, orders: 2 }, at(NOW))).toBe('vip');
    expect(layerAt(layers, { kind: 'member', valueDecile: 10, orders: 1 }, at(NOW))).toBe('member');
    expect(layerAt(layers, { kind: 'member', valueDecile: null, orders: 5 }, at(NOW))).toBe('member');
  });

  it('is refused where its rule asks of itself, of messages, or can’t be read', () => {
    const asking = (field: string) => layer('x', { '!': { or: [{ known: [{ var: field }] }, { and: [] }] } });
    for (const field of ['layer', 'layerSince', 'messages', 'lastMessageAt', 'wishes'])
      expect(layerIssues([layer('a', { and: [] }), asking(field)], [])).toEqual([{ path: '1/rule', message: `a layer may not ask of ${field}` }]);
    expect(layerIssues([layer('a', { '>': [{ var: 'shoe' }, 1] })], [])[0]?.path).toBe('0/rule/>/0');
    expect(layerIssues(FIRST_LAYERS, [])).toEqual([]);
  });

  it('stays until the next turn: between now and then time alone changes nothing', () => {
    const moment = fc.option(fc.integer({ min: -500, max: 10 }).map((day) => NOW + day * DAY_MS));
    const days = fc.constantFrom(0, 0.5, 30, 180, 365);
    const rule = fc.oneof(
      days.map(recent),
      days.map((n) => ({ 'before-days': [{ var: 'lastOrderAt' }, n] })),
      fc.tuple(days, days).map(([one, other]) => ({ or: [{ '!': recent(one) }, { 'within-days': [{ var: 'joinedAt' }, other] }] })),
      fc.constant({ 'on-or-after': [{ var: 'lastOrderAt' }, '2026-05-03'] }),
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 3 }), moment, moment, fc.nat(600), (rules, lastOrderAt, joinedAt, part) => {
        const layers = readLayers(
          rules.map((one, i) => layer(`l${i}`, one)),
          [],
        );
        const facts = { kind: 'member', lastOrderAt, joinedAt };
        const next = nextTurnMs(layers, () => facts, NOW);
        const later = NOW + (part * DAY_MS) / 2;
        const until = next === null ? later : Math.min(later, next - 1);
        if (next !== null) expect(next).toBeGreaterThan(NOW);
        expect(layerAt(layers, facts, at(until))).toBe(layerAt(layers, facts, at(NOW)));
      }),
    );
  });
});
