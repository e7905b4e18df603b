import type { ProfileField } from '@rapport/protocol';

/** Answers; null takes one back. */
export type Said = Readonly<Record<string, string | number | boolean | null>>;

/** Whether an answer is one that the field asks for. */
export const fits = ({ type, choices = [] }: ProfileField, value: Said[string]): boolean => {
  if (value === null) return true;
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e15;
  if (type === 'flag') return typeof value === 'boolean';
  if (typeof value !== 'string' || /[\p{Cc}\p{Cs}]/u.test(value)) return false;
  if (type === 'choice') return choices.includes(value);
  return type === 'text' || /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value);
};
