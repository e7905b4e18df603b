/** What stands in each section of the programme, in a line: so that somebody finds what they look for without opening all of it. */
import { msg, str } from '@lit/localize';
import type { EarningRule, Multiplier, Programme, Reward, Tier } from '@rapport/protocol';
import { count, money, shortDay } from '../format.ts';
import { getLocale } from '../locale.ts';
import { ruleName } from './earning-editor.ts';
import { minorOf } from './programme-draft.ts';
import { worth } from './shopper-words.ts';
import { inWords } from './title-fields.ts';

/** What a shop's programme is told in. */
interface ToldIn {
  readonly currency: string;
  readonly timeZone: string;
}

/** How many are named before the rest is a number. */
const NAMED = 3;

const list = (names: readonly string[]): string => {
  if (names.length === 0) return msg('None yet');
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(more > 0 ? [msg(str`${more} more`)] : [])].join(' · ');
};

export const earningSays = ({ pointsPerUnit, signUpPoints, pendingDays }: Programme, { currency }: ToldIn): string => {
  const unit = money(minorOf('1', currency) ?? 0, currency);
  return [
    msg(str`${pointsWords(pointsPerUnit)} for ${unit}`),
    ...(signUpPoints > 0 ? [msg(str`${count(signUpPoints)} for joining`)] : []),
    ...(pendingDays > 0 ? [msg(str`after ${count(pendingDays)} days`)] : []),
  ].join(' · ');
};

/** What a rule is called: as its owner named it, else by what it answers to. */
export const ruleTitle = ({ on, title }: Pick<EarningRule, 'on' | 'title'>): string => inWords(title, getLocale()) || ruleName(on);

export const rulesSay = ({ rules }: Programme): string => list((rules ?? []).map(ruleTitle));

export const ruleSays = ({ points, friendPoints }: Pick<EarningRule, 'points' | 'friendPoints'>): string =>
  friendPoints === undefined ? pointsWords(points) : msg(str`${pointsWords(points)}, ${count(friendPoints)} for the friend`);

/** What a multiplier is called: as its owner named it, else by what it is for. */
export const timesTitle = (one: Pick<Multiplier, 'title' | 'products' | 'brands' | 'categories'>): string => {
  const named = one.products ?? one.brands ?? one.categories;
  return inWords(one.title, getLocale()) || (named ? list(named) : msg('Everything'));
};

export const timesSay = ({ multipliers }: Programme): string =>
  list((multipliers ?? []).map((one) => msg(str`${timesTitle(one)}, ${count(one.factor)} times`)));

export const timeSays = ({ factor, fromMs, untilMs }: Pick<Multiplier, 'factor' | 'fromMs' | 'untilMs'>, { timeZone }: ToldIn): string => {
  const [from, until] = [fromMs, untilMs === undefined ? undefined : untilMs - 1].map((atMs) => (atMs === undefined ? '' : shortDay(atMs, timeZone)));
  const when = from && until ? msg(str`${from} to ${until}`) : from ? msg(str`from ${from} on`) : until ? msg(str`until ${until}`) : '';
  return [msg(str`${count(factor)} times the points`), when].filter((words) => words !== '').join(' · ');
};

export const tiersSay = ({ tiers }: Programme): string =>
  tiers === undefined ? msg('Everybody alike') : list(tiers.list.map((tier) => inWords(tier.title, getLocale()) || tier.id));

export const tierSays = ({ from }: Tier, by: 'spend' | 'points' | 'orders', { currency }: ToldIn): string =>
  by === 'spend'
    ? msg(str`from ${money(from, currency)}`)
    : by === 'points'
      ? msg(str`from ${pointsWords(from)}`)
      : msg(str`from ${count(from)} orders`);

export const rewardsSay = ({ rewards }: Programme, { currency }: ToldIn): string => list(rewards.map((reward) => rewardTitle(reward, currency)));

export const rewardTitle = (reward: Pick<Reward, 'title' | 'kind' | 'valueMinor' | 'percent'>, currency: string): string =>
  inWords(reward.title, getLocale()) || worth(reward, currency);

export const rewardSays = ({ costPoints, stock }: Pick<Reward, 'costPoints' | 'stock'>): string =>
  stock === null ? pointsWords(costPoints) : msg(str`${pointsWords(costPoints)} · ${count(stock)} in all`);

export const expirySays = ({ expiry }: Programme): string => {
  if (expiry === undefined || expiry.kind === 'never') return msg('Never');
  return expiry.kind === 'lot'
    ? msg(str`${count(expiry.months)} months after they were earned`)
    : msg(str`When nothing happened for ${count(expiry.months)} months`);
};

export const returnsSay = ({ refunds, maxSharePercent }: Programme): string => {
  const spent = refunds === 'clamp' ? msg('What was spent is written off') : msg('What was spent is owed');
  return maxSharePercent === undefined ? spent : `${spent} · ${msg(str`vouchers pay up to ${count(maxSharePercent)}%`)}`;
};

const pointsWords = (points: number): string => (points === 1 ? msg('1 point') : msg(str`${count(points)} points`));
