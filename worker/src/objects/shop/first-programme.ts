import { exponentOf } from '@rapport/domain/points';
import type { Programme } from '@rapport/protocol';

/** Currencies whose unit buys little: a reward of five of them would be a joke. */
const SMALL_UNITS: Readonly<Record<string, number>> = { TWD: 30, JPY: 150, KRW: 1500, THB: 35, CZK: 25, HUF: 400, INR: 90, PHP: 60 };

/**
 * The programme a shop starts with, so that there is a result on the first day: one point a unit, fifty for joining, a hundred for a birthday and for bringing a friend
 * (who gets fifty), three rewards that give back about five in a hundred and pay at most 30 in a hundred of an order. Points don't lapse. In currencies with small
 * units the points stay readable: fewer points a unit, the same share given back.
 */
export const firstProgramme = (currency: string): Programme => {
  const unit = 10 ** exponentOf(currency);
  const scale = SMALL_UNITS[currency] ?? 1;
  const amount = (id: string, costPoints: number, units: number) => ({
    id,
    kind: 'amount' as const,
    title: {},
    costPoints,
    valueMinor: units * scale * unit,
    percent: null,
    minimumMinor: units * scale * unit * 3,
    stock: null,
  });
  return {
    pointsPerUnit: scale === 1 ? 1 : Number((1 / scale).toFixed(6)),
    signUpPoints: 50,
    pendingDays: 14,
    rules: [
      { id: 'birthday', on: 'birthday', title: {}, points: 100, limits: {} },
      { id: 'friend', on: 'referral', title: {}, points: 100, friendPoints: 50, limits: {} },
    ],
    maxSharePercent: 30,
    rewards: [
      amount('five', 100, 5),
      { id: 'shipping', kind: 'free-shipping', title: {}, costPoints: 150, valueMinor: null, percent: null, minimumMinor: 0, stock: null },
      amount('twelve', 200, 12),
    ],
  };
};
