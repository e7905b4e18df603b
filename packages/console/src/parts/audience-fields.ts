import { msg } from '@lit/localize';
import type { OfferAudience, OfferStage, ShopSettings } from '@rapport/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { getLocale } from '../locale.ts';
import { choicesField } from './choices.ts';
import { textField } from './field.ts';
import { stageOptions } from './offer-words.ts';

/** People, as they are typed: what is empty asks for nothing. */
export interface AudienceText {
  readonly stages: readonly OfferStage[];
  readonly tiers: readonly string[];
  readonly segments: readonly string[];
  readonly interests: string;
  readonly ordersFrom: string;
  readonly ordersTo: string;
}

/** What a form of people is drawn from. `prefix` keeps the fields of several forms apart. */
export interface AudienceForm {
  readonly text: AudienceText;
  readonly wrong: ReadonlySet<string>;
  readonly settings: ShopSettings;
  readonly prefix?: string;
  readonly change: (change: Partial<AudienceText>) => void;
}

/** A number as it is typed; empty where there is none. */
export const number = (value: number | null): string => (value === null ? '' : String(value));

/** Words with commas between. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,\n，、]/)
    .map((word) => word.trim())
    .filter(Boolean);

export const audienceText = ({ stages, tiers, segments, interests, ordersFrom, ordersTo }: OfferAudience): AudienceText => ({
  stages,
  tiers,
  segments,
  interests: interests.join(', '),
  ordersFrom: number(ordersFrom),
  ordersTo: number(ordersTo),
});

/** Stage, tier, segment, taste, orders so far. */
export function audienceFields({ text, wrong, settings, prefix = '', change }: AudienceForm): TemplateResult {
  const tiers = (settings.programme.tiers?.list ?? []).map(({ id, title }) => [id, title[getLocale()] ?? Object.values(title)[0] ?? id] as const);
  const segments = (settings.segments ?? []).map(({ id, name }) => [id, name] as const);
  const several = (name: 'stages' | 'tiers' | 'segments', label: string, options: readonly (readonly [string, string])[], hint: string) =>
    choicesField({
      name: `${prefix}${name}`,
      label,
      options,
      hint,
      chosen: text[name],
      onChange: (chosen) => change({ [name]: chosen } as Partial<AudienceText>),
    });
  const line = (name: 'interests' | 'ordersFrom' | 'ordersTo', label: string, complaint: string, hint?: string) =>
    textField({
      name: `${prefix}${name}`,
      label,
      hint,
      value: text[name],
      wrong: wrong.has(`${prefix}${name}`) ? complaint : undefined,
      onInput: (value) => change({ [name]: value }),
    });
  return html`${several('stages', msg('Stage'), stageOptions(), msg('None chosen: in every stage.'))}
    ${tiers.length === 0 ? nothing : several('tiers', msg('Tier'), tiers, msg('None chosen: whatever their tier.'))}
    ${segments.length === 0 ? nothing : several('segments', msg('In one of the segments'), segments, msg('None chosen: everybody.'))}
    ${line('interests', msg('Likes one of'), '', msg('As in Tea, maker:Kato. Empty: any taste.'))}
    <div class="pair">
      ${line('ordersFrom', msg('Orders so far, from'), msg('A whole number, as in 1.'))}
      ${line('ordersTo', msg('Orders so far, to'), msg('A whole number, as in 1.'))}
    </div>`;
}

/** What was typed of people; names of what can't be read are added to `wrong`. */
export function readAudience(text: AudienceText, wrong: Set<string>, prefix = ''): Omit<OfferAudience, 'kinds'> {
  const orders = (name: 'ordersFrom' | 'ordersTo'): number | null => {
    const typed = text[name].trim();
    if (typed === '') return null;
    const value = Number(typed);
    if (!Number.isInteger(value) || value < 0 || value > 100_000) wrong.add(`${prefix}${name}`);
    return value;
  };
  const [ordersFrom, ordersTo] = [orders('ordersFrom'), orders('ordersTo')];
  if (ordersFrom !== null && ordersTo !== null && ordersFrom > ordersTo) wrong.add(`${prefix}ordersTo`);
  return {
    stages: [...text.stages],
    tiers: [...text.tiers],
    segments: [...text.segments],
    interests: listOf(text.interests).map((word) => (word.includes(':') ? word : `category:${word}`)),
    ordersFrom,
    ordersTo,
  };
}
