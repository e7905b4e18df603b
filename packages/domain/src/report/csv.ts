/** What a cell may hold. null = an empty cell. */
export type CsvValue = string | number | boolean | null;

/**
 * A text that a spreadsheet would take for a formula: it begins, perhaps after blanks or a quote, with one of = + - @ (also in their wide forms), a tab or
 * a line end.
 */
const FORMULA = /^[\s"'\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
/** A plain number with a sign does nothing. */
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Signs that mean nothing to any reader of such files, whatever it takes for a separator. */
const HARMLESS = /^[\p{L}\p{N}_.:/@+-][\p{L}\p{N}_.:/@+ -]*$|^$/u;

/**
 * One cell of a CSV file that may be opened in a spreadsheet: a text that would be a formula there begins with an apostrophe, which makes it a text; a text
 * with a separator, a quote, a blank at its end or a line end stands in quotes. Every CSV that leaves Rapport is written by this.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvCell = (value: CsvValue): string => {
  if (value === null) return '';
  if (typeof value !== 'string') return Number.isNaN(value) ? '' : String(value);
  const clean = value.replaceAll('\u0000', '');
  const text = FORMULA.test(clean) && !NUMBER.test(clean) ? `'${clean}` : clean;
  return HARMLESS.test(text) && !text.endsWith(' ') ? text : `"${text.replaceAll('"', '""')}"`;
};

/** One line of a CSV file with its line end, as RFC 4180 has it. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`;
