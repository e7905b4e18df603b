import type { Offer, OfferChannel, OfferDraft, OfferGives, OfferPlacement } from '@rapport/protocol';
import { audienceText, listOf, number, readAudience, type AudienceText } from './audience-fields.ts';
import { ANY_TIME, readWhen, whenText } from './offer-when.ts';
import type { WhenText } from './offer-when.ts';
import { majorText, minorOf } from './programme-draft.ts';

/** An offer as it is typed: every number still a text. */
export interface OfferText extends WhenText, AudienceText {
  readonly name: string;
  readonly kind: OfferGives['kind'];
  readonly value: string;
  readonly most: string;
  readonly product: string;
  readonly title: Readonly<Record<string, string>>;
  readonly text: Readonly<Record<string, string>>;
  readonly picture: string;
  readonly membersOnly: boolean;
  /** Ids of products and names of categories that it stands beside, with commas between. */
  readonly besideProducts: string;
  readonly besideCategories: string;
  /** Offers that nobody has together with this one. */
  readonly excludes: readonly string[];
  readonly placements: readonly OfferPlacement[];
  readonly channels: readonly Exclude<OfferChannel, 'page'>[];
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
  segments: [],
  tiers: [],
  ordersFrom: '',
  ordersTo: '',
  besideProducts: '',
  besideCategories: '',
  excludes: [],
  placements: ['panel', 'banner', 'product', 'cart'],
  channels: [],
  ...ANY_TIME,
  units: '',
  money: '',
  perShopper: '1',
  minimum: '',
  validDays: '30',
  priority: '50',
};

const shown = (minor: number | null, currency: string): string => (minor === null || minor === 0 ? '' : majorText(minor, currency));
/** An offer as a form shows it. */
export function textOf({ gives, audience, budget, calendar, ...offer }: Offer, currency: string, timeZone: string): OfferText {
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
    ...audienceText(audience),
    besideProducts: offer.products.join(', '),
    besideCategories: offer.categories.join(', '),
    excludes: offer.excludes,
    placements: offer.placements,
    channels: offer.channels,
    ...whenText(calendar, timeZone),
    units: number(budget.units),
    money: shown(budget.moneyMinor, currency),
    perShopper: String(budget.perShopper),
    minimum: shown(offer.minimumMinor, currency),
    validDays: String(offer.validDays),
    priority: String(offer.priority),
  };
}

/** What was typed as an offer, or the names of the fields that can't be read. What the form doesn't show (the goods of a multiplier) stays as it was. */
export function readOffer(
  text: OfferText,
  currency: string,
  before: Offer | null,
  timeZone: string,
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
  const read = readGives(text, currency, most, wrong, whole);
  const gives =
    read.kind === 'points' && before?.gives.kind === 'points'
      ? { ...read, categories: before.gives.categories, products: before.gives.products }
      : read;
  if (text.name.trim() === '') wrong.add('name');
  const units = text.units.trim() === '' ? null : whole('units', text.units, 0, 1e9);
  const moneyMinor = amount('money', text.money);
  if (moneyMinor !== null && gives.kind === 'percent' && gives.mostMinor === null) wrong.add('most');
  const filled = (texts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(texts).filter(([, words]) => words.trim() !== ''));
  const title = filled(text.title);
  if (Object.keys(title).length === 0) wrong.add('title');
  const draft: OfferDraft = {
    name: text.name.trim(),
    gives,
    audience: { kinds: text.membersOnly ? ['member'] : [], ...readAudience(text, wrong) },
    placements: [...text.placements],
    channels: [...text.channels],
    products: listOf(text.besideProducts),
    categories: listOf(text.besideCategories),
    calendar: readWhen(text, timeZone, before?.calendar ?? null, wrong),
    budget: { units, moneyMinor, perShopper: whole('perShopper', text.perShopper, 1, 1_000) },
    minimumMinor: amount('minimum', text.minimum) ?? 0,
    validDays: whole('validDays', text.validDays, 1, 365),
    priority: whole('priority', text.priority, 0, 100),
    excludes: [...text.excludes],
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
