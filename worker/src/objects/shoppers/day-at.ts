const HOUR_MS = 3_600_000;

/** A day's name and how long it is surely still that day: until the next full quarter of an hour, for days begin at odd hours in some zones. */
export const dayAt = (nowMs: number, timeZone: string): { fromMs: number; toMs: number; name: string; zone: string } => ({
  fromMs: Math.floor(nowMs / (HOUR_MS / 4)) * (HOUR_MS / 4),
  toMs: (Math.floor(nowMs / (HOUR_MS / 4)) + 1) * (HOUR_MS / 4),
  name: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(nowMs),
  zone: timeZone,
});
