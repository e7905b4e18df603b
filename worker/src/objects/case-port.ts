import type { CaseKind, ServiceCase, StaffNote } from '@rapport/protocol';
import type { Answer, At } from './ports.ts';

/** What a slice is asked about questions and complaints. */
export interface CasePort {
  /** What staff heard from somebody goes into their time line. */
  noteDown(at: At, id: string, note: StaffNote, by: string): Promise<Answer<object>>;
  cases(at: At, id: string): Promise<Answer<{ cases: ServiceCase[] }>>;
  putCase(
    at: At,
    id: string,
    said: {
      readonly id: string;
      readonly kind: CaseKind;
      readonly about: string;
      readonly state: 'open' | 'closed';
      readonly source: 'shop' | 'staff';
    },
  ): Promise<Answer<{ served: ServiceCase }>>;
  closeCase(at: At, id: string, caseId: string): Promise<Answer<{ served: ServiceCase }>>;
}
