/** A product on its way into a row. */
export interface Candidate {
  readonly productId: string;
  readonly title: string;
  readonly brand: string;
  readonly priceMinor: number;
  readonly available: boolean;
  /** Nobody has met it yet. */
  readonly cold?: boolean;
}

/** What a row must keep to. */
export interface RowRules {
  readonly limit: number;
  /** Never shown: just bought, returned, hidden, excluded, on the page already. */
  readonly exclude: ReadonlySet<string>;
  /** The price of what the row is about, in minor units; null = of nothing in particular. */
  readonly aboutMinor?: number | null;
  /** Cold products that are let in by force at the most: the floor of exploration. */
  readonly exploration?: number;
}

/** Of one maker in a row, as a share of its places, until there is nothing else. */
const MAKER_SHARE = 1 / 3;
/** A price so many times higher than what the row is about goes to the end. */
const PRICE_TIMES = 8;

/**
 * A row from candidates, the best first: none that is unavailable, excluded or there already; one of those that differ only in colour or size; not all of one maker;
 * what costs many times as much last; and a cold product for the floor of exploration. What is put off still fills up what would be empty.
 */
export function arrange<C extends Candidate>(candidates: readonly C[], rules: RowRules): C[] {
  const { allowed, familyOf, row, later, twins } = sorted(candidates, rules);
  const families = new Set(row.map((one) => familyOf.get(one)));
  const full = [
    ...row,
    ...later.filter((one) => !families.has(familyOf.get(one))),
    ...later.filter((one) => families.has(familyOf.get(one))),
    ...twins,
  ];
  return explored(folded(full, familyOf, rules.limit), allowed, rules);
}

/** Whether a row keeps to the rules of variety by itself: none of it stands there only because there was nothing else. */
export function isVaried(row: readonly Candidate[], rules: RowRules): boolean {
  return sorted(row, rules).row.length === row.length;
}

/** What may be shown, by what variety makes of it: for the row, put off, and of a family that is in the row already. */
function sorted<C extends Candidate>(candidates: readonly C[], { limit, exclude, aboutMinor = null }: RowRules) {
  const met = new Set<string>();
  const allowed = candidates.filter(({ productId, available }) => {
    if (!available || exclude.has(productId) || met.has(productId)) return false;
    met.add(productId);
    return true;
  });
  const most = Math.max(1, Math.ceil(limit * MAKER_SHARE));
  const familyOf = new Map(allowed.map((one) => [one, familyName(one)]));
  const families = new Set<string | undefined>();
  const makers = new Map<string, number>();
  const row: C[] = [];
  const later: C[] = [];
  const twins: C[] = [];
  for (const one of allowed) {
    const family = familyOf.get(one);
    const ofMaker = makers.get(one.brand) ?? 0;
    if (families.has(family)) twins.push(one);
    else if (row.length >= limit || (one.brand !== '' && ofMaker >= most) || isFarAbove(one.priceMinor, aboutMinor)) later.push(one);
    else {
      families.add(family);
      makers.set(one.brand, ofMaker + 1);
      row.push(one);
    }
  }
  return { allowed, familyOf, row, later, twins };
}

/** No two of a family while there is anything else. */
const folded = <C extends Candidate>(all: readonly C[], familyOf: ReadonlyMap<C, string>, limit: number): C[] => {
  const families = new Set<string | undefined>();
  const first: C[] = [];
  const others: C[] = [];
  for (const one of all) {
    const family = familyOf.get(one);
    (families.has(family) ? others : first).push(one);
    families.add(family);
  }
  return [...first, ...others].slice(0, limit);
};

/** Lets a cold product in at the end, unless that would make a varied row less so. */
const explored = <C extends Candidate>(row: readonly C[], allowed: readonly C[], rules: RowRules): C[] => {
  const { limit, exploration = 1 } = rules;
  if (limit < 4 || row.length < limit || row.filter(({ cold }) => cold).length >= exploration) return [...row];
  const others = row.slice(0, -1);
  const wasVaried = isVaried(row, rules);
  const fresh = allowed.find((one) => one.cold === true && !row.includes(one) && (!wasVaried || isVaried([...others, one], rules)));
  return fresh === undefined ? [...row] : [...others, fresh];
};

/** The maker and the title without what stands in brackets or after a comma or dash: colour, size, weight. */
const familyName = ({ brand, title, productId }: Candidate): string => {
  const stem = title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s*[([].*?[)\]]/gu, '')
    .replace(/\s*(?:,|\s[-–—/|]\s).*$/u, '')
    .trim();
  return stem === '' ? productId : `${brand}\n${stem}`;
};

const isFarAbove = (priceMinor: number, aboutMinor: number | null): boolean =>
  aboutMinor !== null && aboutMinor > 0 && priceMinor > aboutMinor * PRICE_TIMES;
