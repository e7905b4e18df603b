import { msg } from '@lit/localize';
import type { TemplateResult } from 'lit';
import { bell } from '../internal/icons.ts';
import { gift, heart, home } from './panel-icons.ts';

/** What the panel shows. `settings` stands behind the name. */
export type Place = 'home' | 'rewards' | 'for-you' | 'inbox' | 'settings';

/** The four places, in the order of their tabs. */
export const PLACES = ['home', 'rewards', 'for-you', 'inbox'] as const;

/** What a tab is called, and its sign. */
export const placeWords = (place: Place): string => {
  if (place === 'home') return msg('Home', { id: 'panel.home' });
  if (place === 'rewards') return msg('Rewards', { id: 'panel.rewards' });
  if (place === 'for-you') return msg('For you', { id: 'panel.for-you' });
  return place === 'inbox' ? msg('Messages', { id: 'panel.inbox' }) : msg('Settings', { id: 'panel.settings' });
};

export const placeIcon = (place: Place): TemplateResult => ({ home, rewards: gift, 'for-you': heart, inbox: bell, settings: home })[place];

/** The place that a word means: `rewards`, `#rapport-rewards`. `#rapport` alone is home; anything else is none. */
export const placeFrom = (word: string): Place | null => {
  const name = word.replace(/^#rapport-?/, '') || 'home';
  return [...PLACES, 'settings' as const].find((place) => place === name) ?? null;
};
