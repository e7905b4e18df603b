import { pick } from '@rapport/domain/catalog';
import { knownLocale, type AttentionNotice, type QualityNotice } from '@rapport/protocol';
import type { OwnerMail, Said } from './owner-said.ts';
import type { Language } from './words.ts';

interface Words {
  readonly quality: string;
  readonly qualityLead: (members: string) => string;
  readonly fields: string;
  readonly field: Readonly<Record<'name' | 'email', string>>;
  readonly line: (known: string, valid: string, fresh: string | null) => string;
  readonly twice: string;
  readonly pairs: string;
  readonly pairsAmong: (people: string) => string;
  readonly qualityButton: string;
  readonly standing: string;
  readonly review: string;
  readonly standingLead: string;
  readonly reviewLead: string;
  readonly people: string;
  readonly list: Readonly<Record<AttentionNotice['lists'][number]['list'], string>>;
  readonly standingButton: string;
  readonly few: string;
  readonly hidden: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    quality: 'How good your data is this week',
    qualityLead: (members) =>
      `What is known of your ${members} members: how many have told it, of how many it can be right, and of how many it is recent.`,
    fields: 'Field by field',
    field: { name: 'Name', email: 'E-mail address' },
    line: (known, valid, fresh) => `known ${known}, can be right ${valid}${fresh === null ? '' : `, recent ${fresh}`}`,
    twice: 'People who are likely there twice',
    pairs: 'Pairs',
    pairsAmong: (people) => `Pairs among ${people} people; the shop has more than can be compared at once`,
    qualityButton: 'See data quality',
    standing: 'People to look at this week',
    review: 'Two months on: people to review',
    standingLead: 'Their standing changed within the last seven days. The page lists them by name.',
    reviewLead: 'Their standing changed within the last two months. The page lists them by name, to go through one by one.',
    people: 'How many',
    list: {
      quiet: 'Among the best, and gone quiet',
      undone: 'Orders cancelled or sent back again and again',
      layer: 'Came into another layer',
    },
    standingButton: 'See the people',
    few: 'fewer than 5',
    hidden: '–',
  },
  'zh-Hant': {
    quality: '本週資料品質',
    qualityLead: (members) => `目前 ${members} 位會員的資料：多少人已填寫、多少人的內容可能正確、多少人是近期填的。`,
    fields: '各欄位狀況',
    field: { name: '姓名', email: '電子郵件' },
    line: (known, valid, fresh) => `已填 ${known}，可能正確 ${valid}${fresh === null ? '' : `，近期 ${fresh}`}`,
    twice: '可能重複的顧客',
    pairs: '組數',
    pairsAmong: (people) => `組數（只比對了 ${people} 人，其餘一次比不完）`,
    qualityButton: '看資料品質',
    standing: '本週值得留意的顧客',
    review: '兩個月一次：該檢視的顧客',
    standingLead: '這些顧客的狀況在過去七天有變化，頁面上列出姓名。',
    reviewLead: '這些顧客的狀況在過去兩個月有變化，頁面上列出姓名，方便逐一檢視。',
    people: '人數',
    list: { quiet: '最有價值、卻沒了消息', undone: '訂單一再取消或退貨', layer: '換了層級' },
    standingButton: '看這些顧客',
    few: '不到 5 人',
    hidden: '–',
  },
};

/** The week's data quality in words. */
export function saidOfQuality({ members, fields, duplicates, among }: QualityNotice, about: OwnerMail, locale: string, language: Language): Said {
  const words = WORDS[language];
  const number = (value: number | null): string => (value === null ? words.hidden : new Intl.NumberFormat(knownLocale(locale)).format(value));
  const nameOf = (field: string): string => {
    if (field === 'name' || field === 'email') return words.field[field];
    const id = field.replace('profile.', '');
    return pick(about.fields.find((one) => one.id === id)?.label ?? {}, locale) || id;
  };
  return {
    subject: words.quality,
    lead: words.qualityLead(number(members)),
    parts: [
      {
        heading: words.fields,
        rows: fields.map(({ field, known, valid, fresh }) => ({
          name: nameOf(field),
          value: words.line(number(known), number(valid), fresh === null ? null : number(fresh)),
        })),
      },
      {
        heading: words.twice,
        rows:
          duplicates === 0
            ? []
            : [{ name: among === null ? words.pairs : words.pairsAmong(number(among)), value: duplicates === null ? words.few : number(duplicates) }],
      },
    ],
    path: 'segments/quality',
    button: words.qualityButton,
  };
}

/** Whose standing changed, in words: numbers only, names stand on the page. */
export function saidOfAttention({ days, lists }: AttentionNotice, kind: 'standing' | 'review', locale: string, language: Language): Said {
  const words = WORDS[language];
  const number = (value: number | null): string => (value === null ? words.few : new Intl.NumberFormat(knownLocale(locale)).format(value));
  return {
    subject: words[kind],
    lead: kind === 'standing' ? words.standingLead : words.reviewLead,
    parts: [{ heading: words.people, rows: lists.map(({ list, people }) => ({ name: words.list[list], value: number(people) })) }],
    path: `shoppers/attention?list=${lists[0]?.list ?? 'quiet'}&days=${days}`,
    button: words.standingButton,
  };
}
