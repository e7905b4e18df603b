import type { ConsentRecord } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import { type ConsentAttribute, keepConsent } from './consent.ts';
import { openStore } from './store.ts';
import { PlainStorage } from './testing/a-page.ts';

const yes: ConsentRecord = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' };
const no: ConsentRecord = { ...yes, personalisation: 'denied', messages: 'denied' };
const wish: ConsentRecord = { personalisation: 'pending', messages: 'granted', source: 'watch', words: 'We keep the words' };

const aKeeper = (attribute: ConsentAttribute = 'ask', gpc = false, storage = new PlainStorage()) => {
  const heard: ConsentRecord[] = [];
  const keeper = keepConsent(openStore(storage), { attribute, gpc }, (_, now) => heard.push(now));
  return { keeper, heard, storage };
};

describe('consent', () => {
  test('is pending, unasked and stored nowhere until the person answers', () => {
    const { keeper, storage } = aKeeper();
    expect(keeper.state()).toEqual({ personalisation: 'pending', messages: 'pending' });
    expect(keeper.unasked()).toBe(true);
    expect(storage.length).toBe(0);
  });

  test('remembers a yes, and a no, for the next page', () => {
    for (const answer of [yes, no]) {
      const { keeper, storage, heard } = aKeeper();
      keeper.decide(answer);
      expect(heard).toEqual([answer]);
      const next = aKeeper('ask', false, storage).keeper;
      expect(next.state().personalisation).toBe(answer.personalisation);
      expect(next.unasked()).toBe(false);
      expect(next.record()).toEqual(answer);
    }
  });

  test('takes the shop’s word for granted and denied, without storing it', () => {
    expect(aKeeper('granted').keeper.state()).toEqual({ personalisation: 'granted', messages: 'granted' });
    expect(aKeeper('denied').keeper.state()).toEqual({ personalisation: 'denied', messages: 'denied' });
    expect(aKeeper('granted').storage.length).toBe(0);
  });

  test('the browser’s opt-out outweighs the shop’s yes, the person’s own yes outweighs the opt-out', () => {
    const { keeper } = aKeeper('granted', true);
    expect(keeper.state()).toEqual({ personalisation: 'denied', messages: 'denied' });
    expect(keeper.record().source).toBe('gpc');
    expect(keeper.unasked()).toBe(false);
    keeper.decide(yes);
    expect(keeper.state().personalisation).toBe('granted');
  });

  test('a wish agrees to messages only, and leaves an earlier no as it was', () => {
    const { keeper } = aKeeper();
    keeper.decide(wish);
    expect(keeper.state()).toEqual({ personalisation: 'pending', messages: 'granted' });
    expect(keeper.unasked()).toBe(true);
    keeper.decide(no);
    keeper.decide(wish);
    expect(keeper.state()).toEqual({ personalisation: 'denied', messages: 'granted' });
  });

  test('follows Google’s Consent Mode, default and update, for personalisation only', () => {
    const { keeper, heard } = aKeeper();
    keeper.hear({ ad_storage: 'denied', analytics_storage: 'denied', wait_for_update: 500 });
    expect(keeper.state()).toEqual({ personalisation: 'denied', messages: 'pending' });
    expect(keeper.unasked()).toBe(false);
    keeper.hear({ analytics_storage: 'granted' });
    expect(keeper.state().personalisation).toBe('granted');
    expect(keeper.record().source).toBe('consent-mode');
    keeper.hear({ personalization_storage: 'denied' });
    expect(keeper.state().personalisation).toBe('denied');
    expect(heard).toHaveLength(3);
  });

  test('sends the shop’s word as the shop’s, without words of its own', () => {
    expect(aKeeper('granted').keeper.record()).toEqual({ personalisation: 'granted', messages: 'granted', source: 'api', words: '' });
  });

  test('Consent Mode that says nothing of analytics changes nothing', () => {
    const { keeper, heard } = aKeeper();
    keeper.hear({ ad_storage: 'denied' });
    expect(keeper.unasked()).toBe(true);
    expect(heard).toEqual([]);
  });
});
