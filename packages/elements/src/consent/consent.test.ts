import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import { aClient } from '../testing/a-client.ts';
import type { RapportConsentEvent } from '../internal/member-events.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-consent.ts';

const stranger = (locale = 'en') => aClient({}, { locale, session: async () => null }).client;

describe('rapport-consent', () => {
  test.each([
    [1, 'granted'],
    [0, 'denied'],
  ] as const)('answer %i is %s, with the words that were shown', async (which, answer) => {
    const consent = await mount('rapport-consent', stranger());
    const heard: RapportConsentEvent[] = [];
    document.addEventListener('rapport-consent', (event) => heard.push(event as RapportConsentEvent), { once: true });
    consent.shadowRoot?.querySelectorAll('button')[which]?.click();
    expect(heard[0]?.record).toMatchObject({ personalisation: answer, messages: answer, source: 'banner' });
    expect(heard[0]?.record.words).toContain('May we remember you? We would like to remember what you look at');
    await consent.updateComplete;
    expect(words(consent)).toBe('');
  });

  test('the two answers have the same weight and size', async () => {
    const [no, yes] = [...((await mount('rapport-consent', stranger())).shadowRoot?.querySelectorAll('button') ?? [])];
    const looks = [no, yes].map((button) => {
      const { backgroundColor, color, fontWeight, borderColor } = getComputedStyle(button as Element);
      return { backgroundColor, color, fontWeight, borderColor, width: Math.round(button?.getBoundingClientRect().width ?? 0) };
    });
    expect(looks[0]).toEqual(looks[1]);
    expect(looks[0]?.width).toBeGreaterThan(100);
  });

  test('takes no focus; Escape inside puts it away without an answer', async () => {
    const consent = await mount('rapport-consent', stranger());
    const heard = vi.fn<() => void>();
    document.addEventListener('rapport-consent', heard);
    expect(document.activeElement).toBe(document.body);
    part(consent, 'button').focus();
    await userEvent.keyboard('{Escape}');
    expect(consent.closed).toBe(true);
    expect(heard).not.toHaveBeenCalled();
    document.removeEventListener('rapport-consent', heard);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages', async (ground) => {
    for (const [locale, said] of [
      ['en', 'May we remember you?'],
      ['zh-Hant', '可以記住您嗎？'],
    ] as const) {
      const consent = await mount('rapport-consent', stranger(locale), {}, ground);
      await soon(() => expect(words(consent)).toContain(said));
      await Promise.all(
        part(consent, 'section')
          .getAnimations()
          .map((animation) => animation.finished),
      );
      expect(await violations(consent)).toEqual([]);
    }
  });
});
