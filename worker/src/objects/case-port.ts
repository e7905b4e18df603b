import type { CaseKind, ServiceCase } from '@rapport/protocol';
import type { Answer, At } from './ports.ts';

/** What a slice is asked about questions and complaints. */
export interface CasePort {
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
