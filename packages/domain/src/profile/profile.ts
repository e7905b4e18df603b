import type { ProfileField } from '@rapport/protocol';
import { NEXT_AFTER_DAYS, QUIET_DAYS, REST_DAYS, SURE, SURE_LEFT } from './tuning.ts';

const DAY_MS = 86_400_000;

/** What an answer can be. */
export type Value = string | number | boolean;

/** Who an answer comes from: the person themselves, or staff who heard it. The two are kept apart. */
export type Source = 'said' | 'heard';

/** An answer as it is kept. */
export interface Told {
  readonly field: string;
  readonly source: Source;
  readonly value: Value;
  readonly atMs: number;
}

/** A question that was answered with "not now". */
export interface PutOff {
  readonly field: string;
  readonly atMs: number;
}

/** Whether an answer is one that the field asks for; null takes an answer back and always fits. */
export const fits = ({ type, choices = [] }: Pick<ProfileField, 'type' | 'choices'>, value: Value | null): boolean => {
  if (value === null) return true;
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e15;
  if (type === 'flag') return typeof value === 'boolean';
  if (typeof value !== 'string' || /[\p{Cc}\p{Cs}]/u.test(value)) return false;
  if (type === 'choice') return choices.includes(value);
  return type === 'text' ? value.trim() !== '' : isDay(value);
};

/**
 * The one question to ask somebody now, or null for none: the first in the owner's order that they haven't answered and that isn't resting. Little by little: nothing for
 * a day after an answer and for a week after a "not now".
 */
export const nextField = (fields: readonly ProfileField[], told: readonly Told[], putOff: readonly PutOff[], nowMs: number): ProfileField | null => {
  const isWithin = (atMs: number, days: number): boolean => nowMs - atMs < days * DAY_MS;
  if (putOff.some(({ atMs }) => isWithin(atMs, QUIET_DAYS))) return null;
  if (told.some(({ source, atMs }) => source === 'said' && isWithin(atMs, NEXT_AFTER_DAYS))) return null;
  const resting = new Set(putOff.filter(({ atMs }) => isWithin(atMs, REST_DAYS)).map(({ field }) => field));
  const known = new Set(told.map(({ field }) => field));
  return fields.find(({ id, isAsked }) => isAsked && !known.has(id) && !resting.has(id)) ?? null;
};

/** What counts of each field: what the person said, else what staff heard. */
export const standing = (told: readonly Told[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    [...told.filter(({ source }) => source === 'heard'), ...told.filter(({ source }) => source === 'said')].map(({ field, value }) => [field, value]),
  );

/** How sure an answer is at a moment, 0 to 1: it ages with the time for which it may be kept. */
export const sureOf = ({ source, atMs }: Told, keepDays: number, nowMs: number): number => {
  const age = Math.min(1, Math.max(0, (nowMs - atMs) / (keepDays * DAY_MS)));
  return SURE[source] * (1 - (1 - SURE_LEFT) * age);
};

/** Answers that may not be kept any longer: older than their field allows, or to a question that is asked no more. */
export const lapsed = (fields: readonly ProfileField[], told: readonly Told[], nowMs: number): readonly Told[] => {
  const keepDays = new Map(fields.map(({ id, keepDays: days }) => [id, days]));
  return told.filter(({ field, atMs }) => nowMs - atMs >= (keepDays.get(field) ?? 0) * DAY_MS);
};

/** A day that the calendar has, as in 2026-05-03. */
const isDay = (value: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const atMs = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(value);
};
