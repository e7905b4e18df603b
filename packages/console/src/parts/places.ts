/** Where the owner's browser seems to stand: the defaults of a new shop. */

const CURRENCY_BY_REGION: Readonly<Record<string, string>> = {
  ...{ TW: 'TWD', HK: 'HKD', CN: 'CNY', JP: 'JPY', KR: 'KRW', SG: 'SGD', MY: 'MYR', TH: 'THB', IN: 'INR', AU: 'AUD', NZ: 'NZD' },
  ...{ US: 'USD', CA: 'CAD', MX: 'MXN', BR: 'BRL', GB: 'GBP', CH: 'CHF', SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK' },
};

/** The browser's time zone, as an IANA name. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The likely currency: by the region of the browser's language, the euro where that says nothing. */
export function currencyHere(language = navigator.language): string {
  const { region = '' } = new Intl.Locale(language).maximize();
  return CURRENCY_BY_REGION[region] ?? 'EUR';
}

/** All zones as options, with UTC and the one in use. */
export function timeZones(used: string): [string, string][] {
  const names = new Set(['UTC', used, ...Intl.supportedValuesOf('timeZone')]);
  return [...names].map((name) => [name, name.replaceAll('_', ' ')]);
}
