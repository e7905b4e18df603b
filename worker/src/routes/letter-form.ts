import { PreferencesPatch } from '@rapport/protocol';
import type { Channel, Preferences, Purpose } from '@rapport/protocol';
import { Problem } from '../platform/problem.ts';

/** Rows and columns of the form, in the order they are shown. */
export const FORM_PURPOSES: readonly Purpose[] = ['asked-for', 'service', 'promotional'];
export const FORM_CHANNELS: readonly Channel[] = ['inbox', 'email', 'push'];

/** Stands in a form that asks whether what they come back to is followed for them. */
export const FOLLOWS_ASKED = 'follows-asked';

/** Which wish the preference page pauses or takes up again; null = that is not what was sent. */
export const wishIn = (form: URLSearchParams): { readonly id: string; readonly paused: boolean } | null => {
  const [id, act] = [form.get('wish'), form.get('do')];
  return id !== null && (act === 'pause' || act === 'go-on') ? { id, paused: act === 'pause' } : null;
};

/** What the preference page sent, as a change of preferences. A box that isn't ticked isn't sent at all. @throws {Problem} invalid-body */
export const chosenIn = (form: URLSearchParams): PreferencesPatch => {
  if (form.get('do') === 'off') return { off: true };
  if (form.get('do') === 'on') return { off: false };
  const allowed = Object.fromEntries(
    FORM_PURPOSES.map((purpose) => [purpose, Object.fromEntries(FORM_CHANNELS.map((channel) => [channel, form.has(`${purpose}.${channel}`)]))]),
  );
  const [from, to] = [form.get('quiet-from') ?? '', form.get('quiet-to') ?? ''];
  const parsed = PreferencesPatch.safeParse({
    allowed: allowed as unknown as Preferences['allowed'],
    frequency: form.get('frequency') ?? undefined,
    fewer: form.has('fewer'),
    // Not asked of everybody: a form without the question changes nothing of it.
    ...(form.has(FOLLOWS_ASKED) ? { follows: form.has('follows') } : {}),
    ...(form.has('own-quiet') ? { quiet: { from, to } } : { quiet: null }),
  });
  if (!parsed.success) throw new Problem('invalid-body', { detail: 'This form is not complete.' });
  return parsed.data;
};
