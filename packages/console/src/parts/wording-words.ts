import { msg } from '@lit/localize';
import { namesIn } from '@rapport/domain/wording/names';
import type { WordingLanguage, WordingText } from '@rapport/protocol';

/** The parts of a page that texts belong to, in the order in which an owner is likely to look for them, each with the beginnings of its ids. */
export const PARTS = [
  ['consent', ['consent']],
  ['points', ['points', 'earn', 'tier', 'statement']],
  ['panel', ['panel']],
  ['rewards', ['rewards', 'voucher', 'vouchers']],
  ['offers', ['offers']],
  ['recommendations', ['recommendations', 'reason']],
  ['watches', ['watch', 'watches', 'reminders']],
  ['inbox', ['inbox']],
  ['friends', ['refer']],
  ['settings', ['preferences', 'contact', 'profile']],
  ['problems', ['problem', 'again', 'close']],
] as const;
export type WordingPart = (typeof PARTS)[number][0];

/** What a part is called. */
export const partName = (part: WordingPart): string =>
  ({
    consent: msg('The question for consent'),
    points: msg('Points and tiers'),
    panel: msg('The member’s place'),
    rewards: msg('Rewards and vouchers'),
    offers: msg('Offers'),
    recommendations: msg('Recommendations'),
    watches: msg('Wishes'),
    inbox: msg('Messages'),
    friends: msg('Bringing friends'),
    settings: msg('Settings of a shopper'),
    problems: msg('When something goes wrong'),
  })[part];

/** Which part a text belongs to; what nobody has sorted stands with the last. */
export const partOf = ({ id }: WordingText): WordingPart =>
  PARTS.find(([, heads]) => (heads as readonly string[]).includes(id.split('.')[0] ?? ''))?.[0] ?? 'problems';

const POINTS = ['have', 'welcome', 'mine', 'theirs', 'worth', 'brought', 'earned', 'onTheWay', 'further', 'cost', 'owed', 'waiting'];
const NUMBERS = ['number', 'missing', 'more', 'points'];
const SUMS = ['amount', 'least', 'price', 'goal', 'before', 'after', 'spent', 'was', 'from'];
const DAYS = ['since', 'until', 'kept', 'last'];
const GOODS = ['title', 'because', 'query', 'words', 'label'];

/** A text with examples where values stand; a value without an example keeps its name. */
export function sampled(text: string, language: WordingLanguage, currency: string, nowMs: number): string {
  const isChinese = language === 'zh-hant';
  const locale = isChinese ? 'zh-Hant' : 'en';
  const exampleOf = (name: string): string | undefined => {
    if (POINTS.includes(name)) return isChinese ? '340 點' : '340 points';
    if (NUMBERS.includes(name)) return '160';
    if (GOODS.includes(name)) return isChinese ? '一罐烏龍' : 'A tin of oolong';
    if (DAYS.includes(name)) return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }).format(nowMs);
    return SUMS.includes(name)
      ? new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(12)
      : undefined;
  };
  return namesIn(text).reduce((told, name) => told.replaceAll(`{${name}}`, exampleOf(name) ?? `{${name}}`), text);
}
