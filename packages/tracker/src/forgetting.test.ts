import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aJwt, aPage } from './testing/a-page.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const granted = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' } as const;

describe('having oneself forgotten', () => {
  test('forgotten: nothing stays at this browser, nobody is known on this page, and the next one asks anew', async () => {
    const page = aPage({ consent: 'ask' });
    page.tracker.decide(granted);
    page.tracker.track('search', { search_term: 'x' });
    await page.tracker.session();
    page.tracker.forget();
    page.tracker.track('search', { search_term: 'y' });
    await pass(10_000);
    expect(page.storage.length).toBe(0);
    expect(await page.tracker.session()).toBeNull();
    expect(page.names()).toEqual([]);
    expect(aPage({ consent: 'ask' }, { storage: page.storage }).tracker.unasked()).toBe(true);
    page.tracker.decide(granted);
    expect(await page.tracker.session()).toEqual({ token: 'guest-1' });
  });

  test('a member who was forgotten is nobody on this page, until somebody signs in', async () => {
    const page = aPage({ identity: aJwt('ana') });
    await page.tracker.session();
    page.tracker.forget();
    expect(await page.tracker.session()).toBeNull();
    page.tracker.identify(aJwt('bo'));
    expect(await page.tracker.session()).toMatchObject({ token: expect.any(String) });
  });
});
