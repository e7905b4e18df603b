import { WORDING_LANGUAGES, wordingAt, wordingFaults, wordingOf } from '@rapport/domain/wording';
import { WordingChange } from '@rapport/protocol';
import type { ShopSettings, WordingList } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { doorOf, forgetDoor, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { Problem, unwrap } from '../platform/problem.ts';

/** Under /v1/wording: what the components say, and what the shop says instead. 200 · 400 invalid-body (a value that must stay is missing) · 403 role-not-allowed. */
export const wording = new Hono<App>()
  .get('/', staff, async (c) => c.json(listOf((await doorOf(c.env, c.var.door.shopId, true)).settings)))
  .patch('/', staff, async (c) => {
    const change = await body(c, WordingChange);
    const issues = issuesOf(change);
    if (issues.length > 0) throw new Problem('invalid-body', { issues });
    const { shopId } = c.var.door;
    const { settings } = unwrap(await (await shopOf(c.env, shopId)).sayOwn(change, c.var.staff.email));
    forgetDoor(shopId);
    return c.json(listOf(settings));
  });

const listOf = ({ wording: own }: ShopSettings): WordingList => ({
  languages: WORDING_LANGUAGES.map((language) => ({ language, texts: [...wordingOf(language)], own: own?.said[language] ?? {} })),
});

/** What keeps a change from being said: a text that isn't there, a value that is missing, a value that nothing is filled in for. */
const issuesOf = ({ language, texts }: WordingChange): { path: string; message: string }[] =>
  Object.entries(texts).flatMap(([id, own]) => {
    const path = `texts.${id}`;
    const known = wordingAt(language, id);
    if (!known) return own === null ? [] : [{ path, message: 'there is no such text' }];
    const { missing, unknown } = wordingFaults(known.text, own ?? known.text);
    return [
      ...missing.map((name) => ({ path, message: `{${name}} must stay in the text` })),
      ...unknown.map((name) => ({ path, message: `nothing is filled in for {${name}}` })),
    ];
  });
