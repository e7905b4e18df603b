import { expect, test } from 'vitest';
import { provideClient } from '../internal/client-context.ts';
import { aClient, aView } from '../testing/a-client.ts';
import { aRecommendation } from '../testing/catalogue.ts';
import { part, soon } from '../testing/mount.ts';
import type { RapportRecommendations } from './recommendations.ts';
import './rapport-recommendations.ts';

test('the title keeps its place and says nothing before it is known in whose words', async () => {
  const list = document.createElement('rapport-recommendations') as RapportRecommendations;
  document.body.append(list);
  await list.updateComplete;
  const title = part(list, 'h2');
  expect([title.textContent?.trim(), title.getBoundingClientRect().height > 15]).toEqual(['', true]);
  const before = title.getBoundingClientRect().height;
  provideClient(aClient({ 'GET /v1/me': aView(), 'GET /v1/me/recommendations': { recommendationId: 'q1', items: [aRecommendation()] } }).client);
  await soon(() => part(list, 'a'));
  expect([title.textContent?.trim(), title.getBoundingClientRect().height]).toEqual(['For you', before]);
  list.remove();
});
