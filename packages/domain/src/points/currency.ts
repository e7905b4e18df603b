/**
 * Decimals of a currency by ISO 4217 as the runtime knows them: EUR 2, JPY 0, KWD 3, TWD 2 (though prices in Taiwan are shown without).
 * A well-formed code that nobody issues counts as 2. Throws RangeError for what isn't three letters.
 */
export function exponentOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}
