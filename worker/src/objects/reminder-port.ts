import type { Gaps, Rhythm } from '@rapport/domain/reminders';
import type { MyReminder, ReminderRule } from '@rapport/protocol';
import type { Answer, At } from './ports.ts';

/** What a rule would do for some people; `next` goes in as `after`. */
export interface PreviewPiece {
  readonly owners: number;
  readonly today: number;
  readonly month: number;
  readonly later: number;
  readonly basis: Readonly<Record<'fixed' | 'own' | 'learnt' | 'none', number>>;
  readonly next: string | null;
}

/** What a slice is asked about reminders. */
export interface ReminderPort {
  myReminders(at: At, id: string, locale: string): Promise<Answer<{ reminders: MyReminder[] }>>;
  stopReminder(at: At, id: string, reminder: string, stopped: boolean): Promise<Answer<object>>;
  tryReminder(at: At, rule: ReminderRule, after: string): Promise<Answer<{ piece: PreviewPiece }>>;
  /** How soon people buy a product again, some people at a time; `next` goes in as `after`. */
  repeats(at: At, after: string): Promise<Answer<{ gaps: Record<string, Gaps>; next: string | null }>>;
  /** What was learnt, from the most gaps first; the same in every slice. */
  rhythms(at: At, limit: number): Promise<Answer<{ rhythms: { productId: string; days: number; times: number }[] }>>;
  learnRhythms(at: At, rhythms: Readonly<Record<string, Rhythm>>): Promise<Answer<object>>;
}
