import { FIRST_WORDS, STAGES } from '@rapport/domain/lifecycle';
import { taken } from '../../scripts/serve/shop.ts';
import type { House } from './house.ts';

/**
 * The shop says nothing of the stages people are in. Otherwise it does so a minute after somebody entered one, which a test that counts messages would meet on a slow machine only.
 */
export async function muteStages(house: House): Promise<void> {
  const stageWords = Object.fromEntries(STAGES.map((stage) => [stage, { ...FIRST_WORDS[stage], paused: true }]));
  await taken(await (await house.api.staff())('PATCH', '/v1/shop', { stageWords }));
}
