import type { Offer, OfferChannel, OfferDraft, OfferGives, OfferPlacement, OfferStage } from '@rapport/protocol';
import { majorText, minorOf } from './programme-draft.ts';

/** An offer as it is typed: every number still a text. */
export interface OfferText {
  readonly name: string;
  readonly kind: OfferGives['kind'];
  readonly value: string;
  readonly most: string;
  readonly product: string;
  readonly title: Readonly<Record<string, string>>;
  readonly text: Readonly<Record<string, string>>;
  readonly picture: string;
  readonly membersOnly: boolean;
  readonly stages: readonly OfferStage[];
  readonly interests: string;
  readonly segments: string;
  readonly placements: readonly OfferPlacement[];
  readonly channels: readonly Exclude<OfferChannel, 'page'>[];
  readonly from: string;
  readonly until: string;
  readonly units: string;
  readonly money: string;
  readonly perShopper: string;
  readonly minimum: string;
  readonly validDays: string;
  readonly priority: string;
}

/** An empty offer: ten per cent, on every place of a page. */
export const NEW_OFFER: OfferText = {
  name: '',
  kind: 'percent',
  value: '10',
  most: '',
  product: '',
  title: {},
  text: {},
  picture: '',
  membersOnly: false,
  stages: [],
  interests: '',
  segments: '',
  placements: ['panel', 'banner', 'product', 'cart'],
  channels: [],
  from: '',
  until: '',
  units: '',
  money: '',
  perShopper: '1',
  minimum: '',
  validDays: '30',
  priority: '50',
};

const shown = (minor: number | null, currency: string): string => (minor === null || minor === 0 ? '' : majorText(minor, currency));
const dayOf = (atMs: number | null): string => (atMs === null ? '' : new Date(atMs).toISOString().slice(0, 10));
const listOf = (text: string): string[] =>
  text
    .split(/[,\n，、]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** An offer as a form shows it. */
export function textOf({ gives, audience, budget, calendar, ...offer }: Offer, currency: string): OfferText {
  const value =
    gives.kind === 'percent'
      ? String(gives.percent)
      : gives.kind === 'amount'
        ? shown(gives.valueMinor, currency)
        : gives.kind === 'points'
          ? String(gives.times)
          : '';
  const most = gives.kind === 'percent' ? gives.mostMinor : 'costMinor' in gives ? gives.costMinor : null;
  return {
    name: offer.name,
    kind: gives.kind,
    value,
    most: shown(most, currency),
    product: gives.kind === 'gift' ? gives.productId : '',
    title: offer.title,
    text: offer.text,
    picture: offer.picture,
    membersOnly: audience.kinds.length === 1 && audience.kinds[0] === 'member',
    stages: audience.stages,
    interests: audience.interests.join(', '),
    segments: audience.segments.join(', '),
    placements: offer.placements,
    channels: offer.channels,
    from: dayOf(calendar.fromMs),
    until: dayOf(calendar.untilMs === null ? null : calendar.untilMs - 1),
    units: budget.units === null ? '' : String(budget.units),
    money: shown(budget.moneyMinor, currency),
    perShopper: String(budget.perShopper),
    minimum: shown(offer.minimumMinor, currency),
    validDays: String(offer.validDays),
    priority: String(offer.priority),
  };
}

/** What was typed as an offer, or the names of the fields that can't be read. What the form doesn't show stays as it was. */
export function readOffer(
  text: OfferText,
  currency: string,
  before: Offer | null,
): { readonly ok: true; readonly draft: OfferDraft } | { readonly ok: false; readonly wrong: ReadonlySet<string> } {
  const wrong = new Set<string>();
  const whole = (name: string, typed: string, least: number, most: number): number => {
    const value = Number(typed);
    if (!Number.isInteger(value) || typed.trim() === '' || value < least || value > most) wrong.add(name);
    return value;
  };
  const amount = (name: string, typed: string): number | null => {
    if (typed.trim() === '') return null;
    const value = minorOf(typed, currency);
    if (value === null) wrong.add(name);
    return value;
  };
  const most = amount('most', text.most);
  const gives = readGives(text, currency, most, wrong, whole);
  if (text.name.trim() === '') wrong.add('name');
  const units = text.units.trim() === '' ? null : whole('units', text.units, 0, 1e9);
  const moneyMinor = amount('money', text.money);
  if (moneyMinor !== null && gives.kind === 'percent' && gives.mostMinor === null) wrong.add('most');
  const interests = listOf(text.interests).map((word) => (word.includes(':') ? word : `category:${word}`));
  const filled = (texts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(texts).filter(([, words]) => words.trim() !== ''));
  const title = filled(text.title);
  if (Object.keys(title).length === 0) wrong.add('title');
  const fromMs = text.from === '' ? null : Date.parse(`${text.from}T00:00:00Z`);
  const untilMs = text.until === '' ? null : Date.parse(`${text.until}T00:00:00Z`) + 86_400_000;
  if (fromMs !== null && untilMs !== null && fromMs >= untilMs) wrong.add('until');
  const draft: OfferDraft = {
    name: text.name.trim(),
    gives,
    audience: {
      kinds: text.membersOnly ? ['member'] : [],
      stages: [...text.stages],
      tiers: before?.audience.tiers ?? [],
      segments: listOf(text.segments),
      interests,
      ordersFrom: before?.audience.ordersFrom ?? null,
      ordersTo: before?.audience.ordersTo ?? null,
    },
    placements: [...text.placements],
    channels: [...text.channels],
    products: before?.products ?? [],
    categories: before?.categories ?? [],
    calendar: { weekdays: [], hours: null, seasons: [], ...before?.calendar, fromMs, untilMs },
    budget: { units, moneyMinor, perShopper: whole('perShopper', text.perShopper, 1, 1_000) },
    minimumMinor: amount('minimum', text.minimum) ?? 0,
    validDays: whole('validDays', text.validDays, 1, 365),
    priority: whole('priority', text.priority, 0, 100),
    excludes: before?.excludes ?? [],
    title,
    text: filled(text.text),
    picture: text.picture.trim(),
  };
  return wrong.size > 0 ? { ok: false, wrong } : { ok: true, draft };
}

function readGives(
  text: OfferText,
  currency: string,
  most: number | null,
  wrong: Set<string>,
  whole: (name: string, typed: string, least: number, most: number) => number,
): OfferGives {
  switch (text.kind) {
    case 'percent':
      return { kind: 'percent', percent: whole('value', text.value, 1, 100), mostMinor: most };
    case 'amount': {
      const valueMinor = minorOf(text.value, currency);
      if (valueMinor === null || valueMinor < 1) wrong.add('value');
      return { kind: 'amount', valueMinor: valueMinor ?? 1 };
    }
    case 'points': {
      const times = Number(text.value);
      if (!(times >= 1 && times <= 100)) wrong.add('value');
      return { kind: 'points', times, categories: [], products: [], costMinor: most ?? 0 };
    }
    case 'gift':
      if (text.product.trim() === '') wrong.add('product');
      return { kind: 'gift', productId: text.product.trim(), costMinor: most ?? 0 };
    case 'free-shipping':
      return { kind: 'free-shipping', costMinor: most ?? 0 };
    default:
      return { kind: text.kind };
  }
}
