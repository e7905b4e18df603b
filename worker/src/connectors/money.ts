/** A price in minor units, or why the text is none. */
export type ParsedPrice = { readonly ok: true; readonly minor: number } | { readonly ok: false; readonly reason: string };

const MAX_MINOR = 1e12;
const MAX_CHARS = 40;
const no = (reason: string): ParsedPrice => ({ ok: false, reason });

/**
 * Reads a price by its digits, never through a float: `12`, `12.5`, `12,50`, `1,234.56` and `1.234,56` are understood. What can be read in two ways
 * (`1,234`, `1.234` where the currency has two decimals), is negative, has a sign, an exponent or a currency sign, or is more exact than the currency, is refused.
 * @param digits decimals of the currency, see `exponentOf`.
 */
export function parsePrice(text: string, digits: number): ParsedPrice {
  const price = text.trim();
  if (!price) return no('the price is missing');
  if (price.length > MAX_CHARS) return no('the price is not a number');
  if (/^[-\u2212(]/.test(price)) return no('the price is negative');
  const separators = price.replace(/\d/g, '');
  if (!/^\d[\d.,]*$/.test(price) || !/\d$/.test(price)) return no('the price is not a plain number');
  if (separators === '') return minorUnits(price, '', digits);

  const last = separators.at(-1) ?? '.';
  const at = price.lastIndexOf(last);
  if (separators.length === 1) {
    const decimals = price.slice(at + 1);
    const mayGroup = decimals.length === 3 && /^[1-9]\d{0,2}$/.test(price.slice(0, at));
    if (mayGroup && !(last === '.' && digits === 3)) return no('the price can be read in two ways');
    return minorUnits(price.slice(0, at), decimals, digits);
  }
  const mark = separators[0] ?? ',';
  const grouped = [...separators.slice(0, -1)].every((separator) => separator === mark);
  if (!grouped) return no('the price is not a plain number');
  const whole = last === mark ? price : price.slice(0, at);
  const [first = '', ...groups] = whole.split(mark);
  if (first.length > 3 || groups.some((group) => group.length !== 3)) return no('the price is not a plain number');
  return minorUnits(first + groups.join(''), last === mark ? '' : price.slice(at + 1), digits);
}

function minorUnits(whole: string, decimals: string, digits: number): ParsedPrice {
  const kept = decimals.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(decimals.slice(digits))) return no('the price is more exact than its currency');
  const minor = Number(whole + kept);
  return minor > MAX_MINOR ? no('the price is too large') : { ok: true, minor };
}
