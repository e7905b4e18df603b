import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import type { RapportConsentEvent } from '../internal/member-events.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-preferences.ts';

const EVERYTHING = { exportedAtMs: Date.UTC(2026, 10, 22), shopId: 's1', tables: { shopper: [{ id: 'shp_1' }] } };
const known = (more: Record<string, Answer> = {}, options = {}) =>
  aClient({ 'GET /v1/me': aView(), 'GET /v1/me/export': EVERYTHING, 'DELETE /v1/me': {}, ...more }, options);
const switches = (element: Element): HTMLInputElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('[role=switch]') ?? [])];
const heardBy = (element: HTMLElement): RapportConsentEvent[] => {
  const heard: RapportConsentEvent[] = [];
  element.addEventListener('rapport-consent', (event) => heard.push(event));
  return heard;
};

describe('rapport-preferences', () => {
  test('shows what is agreed to; a switch changes one purpose, with the words beside it', async () => {
    const client = known({ 'GET /v1/me': aView({ consent: { personalisation: 'granted', messages: 'pending' } }) }).client;
    const element = await mount('rapport-preferences', client);
    const heard = heardBy(element);
    expect(switches(element).map((one) => one.checked)).toEqual([true, false]);
    switches(element)[0]?.focus();
    await userEvent.keyboard(' ');
    await element.updateComplete;
    expect(switches(element).map((one) => one.checked)).toEqual([false, false]);
    expect(heard.map((event) => event.record)).toEqual([
      { personalisation: 'denied', messages: 'pending', source: 'preferences', words: expect.stringContaining('Switched off, what was remembered') },
    ]);
    switches(element)[1]?.click();
    expect(heard[1]?.record).toMatchObject({ personalisation: 'denied', messages: 'granted' });
    await element.updateComplete;
    expect(words(element)).toContain('Switched on.');
  });

  test('what the worker then says is what is shown', async () => {
    const { client, answers } = known();
    const element = await mount('rapport-preferences', client);
    switches(element)[1]?.click();
    answers['GET /v1/me'] = aView({ consent: { personalisation: 'granted', messages: 'granted' }, version: 2 });
    await client.reload();
    await element.updateComplete;
    expect(switches(element)[1]?.checked).toBe(true);
  });

  test('everything comes as a file named after its day', async () => {
    const element = await mount('rapport-preferences', known().client);
    const made: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      made.push(this.download, this.href);
    });
    part(element, '[part=download]').click();
    await soon(() => expect(made[0]).toBe('rapport-2026-11-22.json'));
    click.mockRestore();
    expect(await (await fetch(made[1] ?? '')).json()).toEqual(EVERYTHING);
  });

  test('forgets after a second yes, says what stays, and tells the page', async () => {
    const { client, calls } = known();
    const element = await mount('rapport-preferences', client);
    const heard = vi.fn<() => void>();
    element.addEventListener('rapport-forget', heard);
    part(element, '[part=forget]').click();
    await soon(() => expect(element.shadowRoot?.activeElement?.textContent).toContain('No, keep it'));
    expect(words(element)).toContain('recovery logs may hold a copy for up to 30 days');
    expect(calls()).not.toContain('DELETE /v1/me');
    part(element, '[part=confirm] .filled').click();
    await soon(() => expect(words(element)).toContain('You are forgotten.'));
    expect(calls()).toContain('DELETE /v1/me');
    expect(heard).toHaveBeenCalledOnce();
    await soon(() => expect(element.shadowRoot?.activeElement).toBe(part(element, '[role=status]')));
    expect(client.standing).toBe('unknown');
  });

  test('no is one key away, and leads back to where one was', async () => {
    const { client, calls } = known();
    const element = await mount('rapport-preferences', client);
    part(element, '[part=forget]').click();
    await soon(() => part(element, '[part=confirm]'));
    await userEvent.keyboard('{Escape}');
    await soon(() => expect(element.shadowRoot?.activeElement).toBe(part(element, '[part=forget]')));
    expect(element.shadowRoot?.querySelector('[part=confirm]')).toBeNull();
    expect(calls()).not.toContain('DELETE /v1/me');
  });

  test('what goes wrong is said, and nothing claims to be deleted', async () => {
    const { client, answers } = known({ 'DELETE /v1/me': new Refusal(503, 'overloaded') });
    const element = await mount('rapport-preferences', client);
    part(element, '[part=forget]').click();
    await soon(() => part(element, '[part=confirm] .filled').click());
    await soon(() => expect(part(element, '[role=alert]').textContent).toContain('It’s busy just now'));
    expect(words(element)).not.toContain('You are forgotten.');
    answers['DELETE /v1/me'] = {};
    part(element, '[part=confirm] .filled').click();
    await soon(() => expect(words(element)).toContain('You are forgotten.'));
  });

  test('a guest is told to do it before both are off; a member reads of their points', async () => {
    const guest = await mount('rapport-preferences', known({ 'GET /v1/me': aView({ kind: 'guest' }) }).client);
    expect(words(guest)).toContain('Do this before you switch both of the above off');
    expect(words(guest)).not.toContain('Your membership');
    part(guest, '[part=forget]').click();
    await soon(() => expect(words(guest)).toContain('your wishes and messages? It can’t be undone.'));
    const member = await mount('rapport-preferences', known().client);
    expect(words(member)).toContain('Your membership needs them');
  });

  test('nobody we know: may agree, and there is nothing to delete', async () => {
    const element = await mount('rapport-preferences', aClient({}, { session: async () => null }).client);
    const heard = heardBy(element);
    expect(words(element)).toContain('nothing to show or delete from here');
    switches(element)[0]?.click();
    expect(heard[0]?.record).toMatchObject({ personalisation: 'granted', messages: 'pending' });
  });

  test('what can’t be had says so, and tries again', async () => {
    const { client, answers } = known({ 'GET /v1/me': new Refusal(403, 'unknown-shop') });
    const element = await mount('rapport-preferences', client);
    expect(words(element)).toContain('Your settings can’t be shown just now.');
    answers['GET /v1/me'] = aView();
    part(element, 'button').click();
    await soon(() => expect(switches(element)).toHaveLength(2));
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages, asking and forgotten', async (ground) => {
    for (const [locale, says] of [
      ['en', 'What you agree to'],
      ['zh-Hant', '您同意的事項'],
    ] as const) {
      const element = await mount('rapport-preferences', known({}, { locale }).client, {}, ground);
      await soon(() => expect(words(element)).toContain(says));
      expect(await violations(element)).toEqual([]);
      for (const one of element.shadowRoot?.querySelectorAll('label, button') ?? [])
        expect(one.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
      part(element, '[part=forget]').click();
      await soon(() => part(element, '[part=confirm] .filled'));
      expect(await violations(element)).toEqual([]);
      part(element, '[part=confirm] .filled').click();
      await soon(() => part(element, '[role=status][tabindex]'));
      expect(await violations(element)).toEqual([]);
    }
  });
});
