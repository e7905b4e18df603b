/** What became of changes that a slice took in; the runtime's clock goes by whole milliseconds. */
export interface Arrived {
  readonly met: number;
  readonly tookMs: number;
}
