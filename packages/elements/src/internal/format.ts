/** A whole number as the language writes it. */
export const count = (amount: number, locale: string): string => new Intl.NumberFormat(locale).format(amount);

/** How many minor units one of a currency has: 100 for EUR, 1 for JPY. Without a currency, 100. */
export const unit = (currency: string): number =>
  10 ** (new Intl.NumberFormat('en', { style: 'currency', currency: currency || 'EUR' }).resolvedOptions().maximumFractionDigits ?? 2);

/** An amount of minor units as money. Whole amounts are written without decimals. */
export const money = (amountMinor: number, currency: string, locale: string): string => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

/** A day without its year, unless it is another year: "3 May", "5月3日". */
export const day = (atMs: number, nowMs: number, locale: string): string => {
  const date = new Date(atMs);
  const sameYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) });
};

/** The text that fits a language best: the exact tag, the same script or language, the one that always stands, any. */
export const pickText = (texts: Readonly<Record<string, string>>, locale: string): string => {
  const near = Object.keys(texts).find((tag) => tag && (locale.startsWith(tag) || tag.split('-')[0] === locale.split('-')[0]));
  return texts[locale] ?? texts[near ?? ''] ?? texts[''] ?? Object.values(texts)[0] ?? '';
};

/** An address that a link may have: http, https or relative to the page; anything else (`javascript:`, also in disguise) leads nowhere. */
export const linkTo = (url: string): string => (/^https?:$/.test(Object.assign(document.createElement('a'), { href: url }).protocol) ? url : '#');
