import type { PointsDays } from '@rapport/protocol';

/** Three days in May. */
export const somePointsDays = (): PointsDays => ({
  days: [
    { day: '2026-05-10', issued: 100, available: 50, spent: 20, givenBack: 0, expired: 0, reversed: 60, liability: 12_320 },
    { day: '2026-05-11', issued: 0, available: 0, spent: 0, givenBack: 0, expired: 0, reversed: 0, liability: 12_320 },
    { day: '2026-05-12', issued: 300, available: 200, spent: 100, givenBack: 20, expired: 60, reversed: 0, liability: 12_480 },
  ],
  debt: 0,
  forgotten: 0,
});
