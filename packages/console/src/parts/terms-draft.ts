/** Standings, lapsing and the small print of a programme as they are typed. */
import type { Expiry, Programme, Tier, Tiers } from '@rapport/protocol';
import { limitsOf, readLimits, type LimitsDraft, type Take } from './earning-draft.ts';

export interface TierDraft {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  /** In major units where money counts. */
  readonly from: string;
  /** '' = as everybody. */
  readonly perUnit: string;
  /** One a line, in the shop's first language. */
  readonly perks: string;
}

export interface TermsDraft {
  readonly tax: boolean;
  readonly shipping: boolean;
  readonly discounts: boolean;
  readonly limits: LimitsDraft;
  readonly by: Tiers['by'];
  readonly window: Tiers['window']['kind'];
  readonly days: string;
  readonly grace: string;
  readonly down: Tiers['down'];
  /** None = nobody has a standing. */
  readonly tiers: readonly TierDraft[];
  readonly expiry: Expiry['kind'];
  readonly months: string;
  readonly round: 'day' | 'month' | 'quarter' | 'year';
  /** Days before, with commas between. */
  readonly warn: string;
  readonly refunds: 'debt' | 'clamp';
  /** Per cent; '' = all of it. */
  readonly share: string;
}

/** What the fields speak of besides the programme. */
export interface Speaks {
  readonly locale: string;
  /** Minor units as they are typed, and read. */
  readonly major: (minor: number) => string;
  readonly minor: (typed: string) => number | null;
}

export function termsOf(programme: Programme, { locale, major }: Speaks): TermsDraft {
  const { counted, tiers, expiry } = programme;
  const from = (tier: Tier): string => (tiers?.by === 'spend' ? major(tier.from) : String(tier.from));
  return {
    tax: counted?.tax ?? false,
    shipping: counted?.shipping ?? false,
    discounts: counted?.discounts ?? false,
    limits: limitsOf(programme.orderLimits),
    by: tiers?.by ?? 'spend',
    window: tiers?.window.kind ?? 'rolling',
    days: String(tiers?.window.kind === 'rolling' ? tiers.window.days : 365),
    grace: String(tiers?.graceDays ?? 30),
    down: tiers?.down ?? 'one-step',
    tiers: (tiers?.list ?? []).map((tier) => ({
      id: tier.id,
      title: tier.title,
      from: from(tier),
      perUnit: tier.pointsPerUnit === undefined ? '' : String(tier.pointsPerUnit),
      perks: tier.perks.map((perk) => perk[locale] ?? Object.values(perk)[0] ?? '').join('\n'),
    })),
    expiry: expiry?.kind ?? 'never',
    months: String(expiry && expiry.kind !== 'never' ? expiry.months : 12),
    round: expiry?.kind === 'lot' ? expiry.roundTo : 'month',
    warn: (programme.warnDays ?? [30, 7]).join(', '),
    refunds: programme.refunds ?? 'debt',
    share: programme.maxSharePercent === undefined ? '' : String(programme.maxSharePercent),
  };
}

export const newTier = (): TierDraft => ({ id: `tier-${crypto.randomUUID().slice(0, 8)}`, title: {}, from: '', perUnit: '', perks: '' });

/** The parts of a programme that these fields are of; what is as it would be without them is left out where it was. */
export function readTerms(draft: TermsDraft, base: Programme, { locale, minor }: Speaks, take: Take, wrong: Set<string>): Partial<Programme> {
  const { tax, shipping, discounts } = draft;
  const limits = readLimits(draft.limits, '-orders', take);
  const warnDays = readWarn(draft.warn, take);
  const isPlain = !tax && !shipping && !discounts && base.counted === undefined;
  const isWarned = base.warnDays === undefined && warnDays.join() === '30,7';
  return {
    ...(isPlain ? {} : { counted: { tax, shipping, discounts } }),
    ...(Object.keys(limits).length === 0 && base.orderLimits === undefined ? {} : { orderLimits: limits }),
    ...(draft.tiers.length === 0 ? {} : { tiers: readTiers(draft, base.tiers, locale, minor, take, wrong) }),
    ...(draft.expiry === 'never' && base.expiry === undefined ? {} : { expiry: readExpiry(draft, take) }),
    ...(isWarned ? {} : { warnDays }),
    ...(draft.refunds === 'debt' && base.refunds === undefined ? {} : { refunds: draft.refunds }),
    ...(draft.share.trim() === '' ? {} : { maxSharePercent: take('share', draft.share, { min: 1, max: 100 }) }),
  };
}

function readWarn(typed: string, take: Take): number[] {
  const parts = typed
    .split(/[,，、\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // More than five can't be saved: as wrong as a word.
  return (parts.length > 5 ? ['?'] : parts).map((part) => take('warn', part, { min: 1, max: 365 }));
}

function readExpiry({ expiry, months, round }: TermsDraft, take: Take): Expiry {
  if (expiry === 'never') return { kind: 'never' };
  const after = take('months', months, { min: 1, max: 120 });
  return expiry === 'lot' ? { kind: 'lot', months: after, roundTo: round } : { kind: 'idle', months: after };
}

function readTiers(draft: TermsDraft, base: Tiers | undefined, locale: string, minor: Speaks['minor'], take: Take, wrong: Set<string>): Tiers {
  const list = draft.tiers.map((typed): Tier => {
    const before = base?.list.find(({ id }) => id === typed.id);
    const title = Object.fromEntries(Object.entries(typed.title).filter(([, text]) => text.trim() !== ''));
    // One that came without a name by the API may stay so.
    if (Object.keys(title).length === 0 && Object.keys(before?.title ?? { en: '' }).length > 0) wrong.add(`title-${typed.id}`);
    const money = draft.by === 'spend' ? minor(typed.from) : null;
    const from = draft.by === 'spend' ? (money ?? 0) : take(`from-${typed.id}`, typed.from, { min: 1, max: 1e9 });
    if (draft.by === 'spend' && (money === null || money < 1)) wrong.add(`from-${typed.id}`);
    const perUnit = typed.perUnit.trim() === '' ? {} : { pointsPerUnit: take(`perUnit-${typed.id}`, typed.perUnit, { decimals: 6, max: 10_000 }) };
    const perks = typed.perks
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      // A perk in several languages stays in them as long as its line is not rewritten.
      .map((line) => before?.perks.find((perk) => (perk[locale] ?? Object.values(perk)[0]) === line) ?? { [locale]: line });
    return { id: typed.id, title, from, ...perUnit, perks };
  });
  for (const [at, tier] of list.entries()) if (at > 0 && tier.from <= (list[at - 1]?.from ?? 0)) wrong.add(`from-${tier.id}`);
  const window =
    draft.window === 'rolling' ? { kind: draft.window, days: take('days', draft.days, { min: 1, max: 3_660 }) } : ({ kind: draft.window } as const);
  return { by: draft.by, window, graceDays: take('grace', draft.grace, { max: 730 }), down: draft.down, list };
}
