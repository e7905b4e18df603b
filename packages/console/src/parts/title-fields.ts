import { msg, str } from '@lit/localize';
import type { TemplateResult } from 'lit';
import { languageName } from '../format.ts';
import { textField } from './field.ts';

/** What something is called, a field for each language of the shop. */
export interface TitleForm {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly locales: readonly string[];
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly onChange: (title: Readonly<Record<string, string>>) => void;
}

/** The first field is named `title-ID`; what is to be said of the name stands at it alone. */
export const titleFields = ({ id, title, locales, hint, wrong, onChange }: TitleForm): TemplateResult[] =>
  locales.map((locale, index) =>
    textField({
      name: index === 0 ? `title-${id}` : `title-${id}-${locale}`,
      label: locales.length === 1 ? msg('Name') : msg(str`Name in ${languageName(locale)}`),
      value: title[locale] ?? '',
      maxlength: 120,
      lang: locale,
      hint: index === 0 ? hint : undefined,
      wrong: index === 0 ? wrong : undefined,
      onInput: (text) => onChange({ ...title, [locale]: text }),
    }),
  );

/** A title as it is saved: only the languages that say something. */
export const spoken = (title: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(title).filter(([, text]) => text.trim() !== ''));

/** A title as the person at the console reads it; '' = it has none. */
export const inWords = (title: Readonly<Record<string, string>>, locale: string): string =>
  title[locale]?.trim() || Object.values(title).find((text) => text.trim() !== '') || '';
