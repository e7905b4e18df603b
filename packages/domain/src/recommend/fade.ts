/** What is left of a weight after a time, in ms: half after every half-life. An earlier moment makes it larger, so that late news counts what it would have. */
export const fade = (weight: number, elapsedMs: number, halfLifeMs: number): number => weight * 2 ** (-elapsedMs / halfLifeMs);
