import { pick } from '@rapport/domain/catalog';
import { HiddenQuery, ProfileAnswers, ProfileLater } from '@rapport/protocol';
import type { MyProfile } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopper } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { mySlice } from './caller.ts';

/** Under /v1/me/profile: what a shopper is asked, one thing at a time, and says of themselves. */
export const answers = new Hono<App>()
  .get('/profile', shopper, async (c) => {
    const { locale } = query(c, HiddenQuery);
    const { field, points, told } = await mySlice(c, (slice, at, caller) => slice.askField(at, caller.id));
    const fields = c.var.door.settings.profileFields ?? [];
    const labelOf = (id: string): string => pick(fields.find((one) => one.id === id)?.label ?? {}, locale) || id;
    const question = field && {
      id: field.id,
      type: field.type,
      label: labelOf(field.id),
      purpose: pick(field.purpose, locale),
      choices: [...(field.choices ?? [])],
      points,
    };
    return c.json({
      question,
      answers: told.map((one) => ({ id: one.field, label: labelOf(one.field), value: one.value, atMs: one.atMs })),
    } satisfies MyProfile);
  })
  .post('/profile', shopper, async (c) => {
    const given = await body(c, ProfileAnswers);
    const { profile, view } = await mySlice(c, (slice, at, caller) => slice.answerFields(at, caller, given.answers, 'said'));
    return c.json({ profile, view });
  })
  .post('/profile/later', shopper, async (c) => {
    const { field } = await body(c, ProfileLater);
    await mySlice(c, (slice, at, caller) => slice.laterField(at, caller, field));
    return c.body(null, 204);
  });
