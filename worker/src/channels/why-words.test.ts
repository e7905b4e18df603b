import { MessageKind, Stage, TellReason, type Trace } from '@rapport/protocol';
import { describe, expect, it } from 'vitest';
import { whySentences, type WhyAsked } from './why-words.ts';

const NOW_MS = Date.UTC(2026, 4, 3, 14, 30);
const MORNING_MS = Date.UTC(2026, 4, 4, 6);

const aTrace = (more: Partial<Trace>): Trace => ({
  ...{ id: 't', atMs: NOW_MS - 60_000, shopperId: 's', messageId: 'm', kind: 'arrival', purpose: 'asked-for', channel: 'email' },
  ...{ subject: 'product:bowl', outcome: 'not-sent', reason: 'no-address', untilMs: null, rule: null },
  ...more,
});
const why = (more: Partial<WhyAsked> = {}): string[] =>
  whySentences({
    ...{ kind: 'arrival', reasons: [], traces: [], shop: 'Tea House', locale: 'en', timeZone: 'Europe/Berlin' },
    ...{ followedFor: null, hasOwnQuiet: false, wantsFewer: false, nowMs: NOW_MS },
    ...more,
  });
const said = (rule: string): WhyAsked['reasons'] => [{ code: 'said', rule, title: {}, text: {}, sinceMs: Date.UTC(2026, 0, 5, 12) }];

describe('why a message came', () => {
  it('tells of quiet hours whose they are, and until when on the clock of the reader', () => {
    const traces = [aTrace({ outcome: 'held', reason: 'quiet-hours', untilMs: MORNING_MS })];
    expect(why({ traces, hasOwnQuiet: true, locale: 'en-GB' })).toEqual([
      'You asked Tea House to tell you.',
      'By mail it waits until 4 May at 8:00: you asked for quiet hours.',
    ]);
    expect(why({ traces, locale: 'zh-Hant' })).toEqual(['您請 Tea House 通知您。', '郵件會等到5月4日 上午8:00才寄：夜裡不打擾您。']);
  });

  it('says of what was followed for somebody that they let it be', () => {
    expect(why({ followedFor: 'Kato' })).toEqual(['You come back to Kato often, and you let Tea House follow such things for you.']);
    expect(why({ followedFor: '加藤', locale: 'zh-Hant' })).toEqual(['您常看常買加藤，也讓 Tea House 替您關注這類商品。']);
    // Whatever else a message is, it has a reason of its own.
    expect(why({ kind: 'stage', followedFor: 'Kato', reasons: said('lost') })).toEqual(why({ kind: 'stage', reasons: said('lost') }));
  });

  it('speaks of the last decision of each channel, and not of a wait that is over', () => {
    const held = aTrace({ outcome: 'held', reason: 'digest', untilMs: NOW_MS - 1 });
    expect(why({ traces: [held] })).toHaveLength(1);
    const traces = [held, aTrace({ outcome: 'sent', reason: 'asked-for' }), aTrace({ channel: 'push' })];
    expect(why({ traces, locale: 'en-GB' }).slice(1)).toEqual([
      'It also left by mail, 3 May at 16:29.',
      'We did not push it to your browser: you did not turn it on.',
    ]);
    expect(why({ traces: [aTrace({ channel: 'push', reason: 'channel-off' }), aTrace({ channel: 'inbox', outcome: 'sent' })] })).toHaveLength(1);
  });

  it('names the purchase behind a reminder, and whom the words of a stage are for', () => {
    expect(why({ kind: 'reminder', reasons: said('warranty'), locale: 'en-GB' })).toEqual([
      'Tea House reminds you because of what you bought on 5 January.',
    ]);
    expect(why({ kind: 'stage', reasons: said('welcome') })).toEqual([
      'Tea House says this once to people who are new here; you agreed to hear from it.',
    ]);
    const unknown = why({ kind: 'stage', reasons: said('another') });
    expect(Stage.options.map((stage) => why({ kind: 'stage', reasons: said(stage) }))).not.toContainEqual(unknown);
  });

  it.each(['en', 'zh-Hant'])('has a sentence for every kind and every reason in %s', (locale) => {
    for (const kind of MessageKind.options) expect(why({ kind, reasons: said('x'), locale })[0]).toMatch(/^\S.*[.。]$/u);
    for (const reason of TellReason.options)
      for (const channel of ['email', 'push'] as const)
        for (const wantsFewer of [false, true]) {
          const told = why({ traces: [aTrace({ channel, reason, outcome: 'held', untilMs: MORNING_MS })], wantsFewer, locale }).slice(1);
          if (channel === 'push' && reason === 'channel-off') expect(told).toEqual([]);
          else expect(told).toEqual([expect.stringMatching(/\S[:：]\s?\S.*[.。]$/u)]);
        }
  });
});
