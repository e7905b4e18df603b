import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayTell, type TellQuestion } from './may-tell.ts';

const aQuestion = (more: Partial<TellQuestion> = {}): TellQuestion => ({
  kind: 'arrival',
  channel: 'inbox',
  purpose: 'asked-for',
  consent: { personalisation: 'denied', messages: 'granted' },
  address: null,
  alreadyTold: false,
  available: true,
  ...more,
});

const consentState = fc.constantFrom('granted' as const, 'denied' as const, 'pending' as const);
const Question = fc.record({
  kind: fc.constant('arrival' as const),
  channel: fc.constantFrom('inbox' as const, 'email' as const, 'push' as const),
  purpose: fc.constant('asked-for' as const),
  consent: fc.record({ personalisation: consentState, messages: consentState }),
  address: fc.constantFrom(null, '', 'a@shop.example'),
  alreadyTold: fc.boolean(),
  available: fc.boolean(),
});

describe('mayTell', () => {
  it('tells in the inbox what was asked for', () => expect(mayTell(aQuestion())).toEqual({ outcome: 'sent', reason: 'asked-for' }));

  it.each([
    ['no-consent', { consent: { personalisation: 'granted', messages: 'denied' } }],
    ['no-consent', { consent: { personalisation: 'granted', messages: 'pending' }, alreadyTold: true, available: false }],
    ['already-told', { alreadyTold: true, available: false }],
    ['not-available', { available: false, channel: 'email' }],
    ['no-address', { channel: 'email' }],
    ['no-address', { channel: 'push', address: '' }],
  ] as const)('does not tell: %s', (reason, more) => expect(mayTell(aQuestion(more))).toEqual({ outcome: 'not-sent', reason }));

  it('never tells without consent, twice, of what cannot be bought, or to nowhere; else always', () => {
    fc.assert(
      fc.property(Question, (question) => {
        const { outcome, reason } = mayTell(question);
        const reachable = question.channel === 'inbox' || Boolean(question.address);
        const right = question.consent.messages === 'granted' && question.available && !question.alreadyTold && reachable;
        expect(outcome).toBe(right ? 'sent' : 'not-sent');
        expect(reason === 'asked-for').toBe(right);
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);
});
