import { describe, expect, it } from 'vitest';
import { writeLink } from '../platform/links.ts';
import { byLink } from './guards.ts';
import { limit } from './rate.ts';
import { anId, aShop, behind, envOf, SECRET } from './testing.ts';

describe('a link out of a mail', () => {
  const ask = behind('/x/:token', byLink('stop'));
  const said = (shop: string, shopper = 'shp_1') => ({ action: 'stop', shop, shopper, ref: 'asked-for' }) as const;

  it('says whose it is, in which shop and about what', async () => {
    const id = anId();
    expect(await ask(envOf(aShop(), id), `/x/${await writeLink(SECRET, said(id))}`)).toMatchObject({
      status: 200,
      left: { shop: id, link: said(id) },
    });
  });

  it('is for what it says and nothing else, and only as we signed it', async () => {
    const id = anId();
    const shop = aShop();
    const others = [
      await writeLink(SECRET, { ...said(id), action: 'prefs' }),
      await writeLink(`${SECRET}x`, said(id)),
      `${await writeLink(SECRET, said(id))}A`,
      'nonsense',
    ];
    for (const token of others) expect(await ask(envOf(shop, id), `/x/${token}`)).toMatchObject({ problem: 'bad-link' });
    expect(shop.asked).toEqual([]);
  });

  it('is told to wait when one person’s links are used too much', async () => {
    const id = anId();
    for (let n = 0; n < 120; n += 1) limit('shopper', `shp_${id}`);
    const env = envOf(aShop(), id);
    expect((await ask(env, `/x/${await writeLink(SECRET, said(id, `shp_${id}`))}`)).problem).toBe('slow-down');
    expect((await ask(env, `/x/${await writeLink(SECRET, said(id, 'shp_other'))}`)).problem).toBeNull();
  });
});
