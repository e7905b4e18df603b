import { LIKELY, MOST_SHARING } from './tuning.ts';

/** By what two rows may be one person. */
export type Sign = keyof typeof LIKELY;

/** What somebody may be known by. */
export interface Traces {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

/** A sign of somebody, as a number that says nothing by itself: the same texts give the same number, in every slice. */
export type Print = readonly [sign: Sign, print: number];

/** Two rows that are likely one person, the lower id first. */
export interface Pair {
  readonly ids: readonly [string, string];
  readonly because: readonly Sign[];
  /** 0 to 1. */
  readonly likely: number;
}

/** An address as its mailbox: without case, without what follows a plus, for Gmail without dots. '' where it is none. */
export const plainEmail = (email: string): string => {
  const [, box = '', host = ''] = /^([^@\s]+)@([^@\s]+)$/.exec(email.normalize('NFKC').trim().toLowerCase()) ?? [];
  const name = box.replace(/\+.*$/, '');
  if (name === '' || host === '') return '';
  return /^(gmail|googlemail)\.com$/.test(host) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${host}`;
};

/** A telephone number as its last nine digits: with and without the country it is one number. '' for fewer than eight digits. */
export const plainPhone = (phone: string): string => {
  const digits = phone.normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < 8 ? '' : digits.slice(-9);
};

/** A name without case, accents, signs and order: "Chen, Mei" is "mei chen". '' where no letter is left. */
export const plainName = (name: string): string => wordsOf(name).join(' ');

/** An address without case, accents, signs and order. '' where there is no number in it: a town is no address. */
export const plainAddress = (address: string): string => {
  const words = wordsOf(address);
  return words.some((word) => /\p{Nd}/u.test(word)) ? words.join(' ') : '';
};

/** The prints of what somebody may be known by. */
export const printsOf = ({ name, email, phone, address }: Traces): readonly Print[] => {
  const [box, number, who, where] = [plainEmail(email ?? ''), plainPhone(phone ?? ''), plainName(name ?? ''), plainAddress(address ?? '')];
  const signs: readonly (readonly [Sign, string])[] = [
    ['email', box],
    ['phone', number],
    ['name-address', who && where ? `${who}|${where}` : ''],
  ];
  return signs.filter(([, text]) => text !== '').map(([sign, text]) => [sign, printOf(`${sign}|${text}`)]);
};

/** Pairs that share a sign, the likeliest first. What many share counts for nobody. */
export const pairsOf = (people: readonly { readonly id: string; readonly prints: readonly Print[] }[]): readonly Pair[] => {
  const sharing = new Map<string, string[]>();
  for (const { id, prints } of people) {
    for (const [sign, print] of prints) {
      const key = `${sign} ${print}`;
      const ids = sharing.get(key);
      if (ids) ids.push(id);
      else sharing.set(key, [id]);
    }
  }
  const signs = new Map<string, Set<Sign>>();
  for (const [key, all] of sharing) {
    const ids = [...new Set(all)].toSorted();
    if (ids.length < 2 || ids.length > MOST_SHARING) continue;
    for (const [i, one] of ids.entries()) {
      for (const other of ids.slice(i + 1)) {
        const pair = `${one} ${other}`;
        signs.set(pair, (signs.get(pair) ?? new Set()).add(key.slice(0, key.indexOf(' ')) as Sign));
      }
    }
  }
  return [...signs]
    .map(([pair, because]): Pair => {
      const [one = '', other = ''] = pair.split(' ');
      return {
        ids: [one, other],
        because: ORDER.filter((sign) => because.has(sign)),
        likely: 1 - [...because].reduce((left, sign) => left * (1 - LIKELY[sign]), 1),
      };
    })
    .toSorted((a, b) => b.likely - a.likely || (a.ids.join() < b.ids.join() ? -1 : 1));
};

const ORDER: readonly Sign[] = ['email', 'phone', 'name-address'];

const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{Nd}]+/gu) ?? []
  ).toSorted();

/** 53 bits of a text by two runs of FNV-1a: among a million texts two that differ share one about once in 20,000 shops. */
const printOf = (text: string): number => {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i += 1) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(text.length - 1 - i), 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
};
