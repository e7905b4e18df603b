import { afterAll, beforeAll, expect, it } from 'vitest';
import { aHouse, importCatalogue, muteStages, taken, until, type House } from '../harness/index.ts';
import { signsIn, type Visitor } from '../faults/people.ts';

// Who chose a daily or a weekly digest finds in it all that came in meanwhile: one letter, and the same in the inbox.

const DAY_MS = 86_400_000;
const HEAD = 'id,title,url,price,currency,stock\n';
const WISHES = ['kiln lantern', 'copper kettle'];

let house: House;
const people: Record<'daily' | 'weekly', Visitor> = {} as never;

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await muteStages(house);
  const contact = { caps: { day: 50, week: 200, month: 500 }, gapMinutes: 0, quiet: { from: '00:00', to: '00:00' }, windows: [] };
  await taken(await (await house.api.staff())('PATCH', '/v1/shop', { contact }));
  await importCatalogue(house.api.secret, `${HEAD}pot,Iron pot,https://tea.example/pot,48.00,EUR,3`, 'rapport-csv');
  for (const often of ['daily', 'weekly'] as const) {
    people[often] = await signsIn(house, often);
    const me = house.api.shopper(people[often].token);
    await taken(await me('PATCH', '/v1/me/preferences', { frequency: often }));
    for (const query of WISHES) await taken(await me('POST', '/v1/me/watches', { kind: 'search', query }));
  }
  await importCatalogue(
    house.api.secret,
    `${HEAD}lan,Kiln lantern,https://tea.example/lan,48.00,EUR,3\nket,Copper kettle,https://tea.example/ket,90.00,EUR,2`,
    'rapport-csv',
  );
}, 60_000);
afterAll(() => house.dispose());

const lettersTo = async (who: string) => (await house.mailbox.mails()).filter(({ to }) => to.includes(`${who}@people.example`));

it('a day later the daily one leaves, once, with all that came in; a week later the weekly one', { timeout: 60_000 }, async () => {
  expect([...(await lettersTo('daily')), ...(await lettersTo('weekly'))]).toEqual([]);
  // Day by day: what waits too long is no longer true.
  for (let day = 1; day <= 9; day += 1) {
    await house.setClock(day * DAY_MS);
    await until(async () => (await lettersTo('daily')).length > 0, { timeoutMs: 15_000, what: 'the daily letter' });
    if (day >= 8) await until(async () => (await lettersTo('weekly')).length > 0, { timeoutMs: 15_000, what: 'the weekly letter' });
  }
  for (const often of ['daily', 'weekly'] as const) {
    const letters = await lettersTo(often);
    expect(letters.map(({ subject }) => subject)).toEqual(['2 things you were waiting for at Tea 茶']);
    const links = [...(letters[0]?.text ?? '').matchAll(/https?:\/\/\S+\/v1\/links\/\S+/g)].map(([link]) => link);
    expect(links).toHaveLength(2);
    // They lead to what has the same id in the inbox.
    for (const link of links) expect((await fetch(link, { redirect: 'manual' })).status).toBe(302);
  }
});
