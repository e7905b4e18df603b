import { makeShop } from '../../scripts/serve/shop.ts';
import { aChance } from '../faults/chance.ts';
import { aHouse } from '../harness/index.ts';
import { attack } from '../hostile/attack.ts';
import { forgeShop } from '../hostile/forge-shop.ts';
import { ATTACKS } from '../hostile/shots.ts';
import { figure, type Figure } from './frame.ts';

/** Requests at least; the whole list goes against every route, and again with other values until there are as many. */
const REQUESTS = 20_000;
const FORGERIES = 10_000;
/** What is told of a failure, so that it can be found again; with RAPPORT_SEED the same run comes once more. */
const TOLD = 40;

/** Everything of the notes' list against every route, in plain workerd, then forged deliveries. All but the first figure are to be 0. */
export async function bench(): Promise<Figure[]> {
  await using house = await aHouse({ clock: true });
  const chance = aChance('hostile');
  const rounds = Math.ceil(REQUESTS / ATTACKS.length);
  const attacks = Array.from({ length: rounds }, () => chance.shuffled(ATTACKS)).flat();
  const { requests, fiveXx, ledgerChanges, schemaMisses, byStatus } = await attack(house, attacks, chance);
  console.error(JSON.stringify(byStatus));

  const other = {
    name: 'Other',
    currency: 'EUR',
    timeZone: 'UTC',
    locales: ['en'],
    origins: [],
    ownerEmail: 'o@tea.example',
    slices: 1,
    mailFrom: '',
  };
  const forged = await forgeShop(house, await makeShop(house.url, house.secret, other), chance, FORGERIES);
  for (const said of [...fiveXx, ...ledgerChanges, ...schemaMisses, ...forged.accepted, ...forged.strange].slice(0, TOLD)) console.error(said);

  const none = (name: string, value: number): Figure => figure({ name, value, unit: 'times', floor: 0, goal: 0, better: 'less' });
  return [
    figure({ name: 'requests', value: requests, unit: 'requests', floor: REQUESTS, goal: REQUESTS, better: 'more' }),
    none('fiveXx', fiveXx.length),
    none('ledgerChanges', ledgerChanges.length + forged.ledgerChanges),
    none('schemaMisses', schemaMisses.length),
    figure({ name: 'forgedDeliveries', value: forged.sent, unit: 'deliveries', floor: FORGERIES, goal: FORGERIES, better: 'more' }),
    none('forgedAccepted', forged.accepted.length + forged.strange.length),
  ];
}
