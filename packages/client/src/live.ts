import type { LiveMessage } from '@rapport/protocol';
import { LIVE_PROTOCOL, PATHS } from '@rapport/protocol/wire';

/** What a live line needs. */
export interface LiveDeps {
  /** `https://host`; the line goes to the same host over `wss:`. */
  readonly host: string;
  readonly WebSocket: typeof WebSocket;
  readonly random: () => number;
  readonly token: () => Promise<string | null>;
  readonly hear: (message: LiveMessage) => void;
  /** The line is open again after it was not, or doesn't open: something may have been said meanwhile, or the token is no longer good. */
  readonly missed: () => void;
}

/** A line that is held open while it is wanted. */
export interface Live {
  /** Opens, if it isn't open. */
  open(): void;
  /** Closes and stays closed: a page in the back/forward cache must hold no socket. */
  close(): void;
}

/** Longest wait before the line is opened again, in ms. */
const LONGEST_WAIT_MS = 60_000;
/** A line that ends sooner than this did not work. */
const SHORT_MS = 5000;

/**
 * Makes a live line to the worker. The token travels as a subprotocol, never in the address. Opens again after a break with full jitter over
 * 1 s · 2ⁿ (at most a minute). Where no line lasts, because something between page and worker lets none through, the page asks instead: from the second line in a row
 * that did not last, each try says that something may have been missed.
 */
export const makeLive = ({ host, WebSocket, random, token, hear, missed }: LiveDeps): Live => {
  let socket: WebSocket | null = null;
  let wanted = false;
  let failures = 0;
  let opened = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = async (): Promise<void> => {
    timer = undefined;
    const given = await token();
    if (!given || !wanted || socket) return;
    const line = new WebSocket(host.replace(/^http/, 'ws') + PATHS.live, [LIVE_PROTOCOL, given]);
    let openedAtMs = Infinity;
    socket = line;
    line.onopen = () => {
      openedAtMs = performance.now();
      if (opened) missed();
      opened = true;
    };
    line.onmessage = ({ data }) => {
      failures = 0;
      hear(JSON.parse(String(data)) as LiveMessage);
    };
    line.onclose = () => {
      if (socket !== line) return;
      socket = null;
      failures = performance.now() - openedAtMs > SHORT_MS ? 0 : failures + 1;
      if (wanted && failures > 1) missed();
      if (wanted) timer = setTimeout(() => void connect(), random() * Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures));
    };
  };

  return {
    open() {
      if (wanted) return;
      wanted = true;
      failures = 0;
      void connect();
    },
    close() {
      wanted = false;
      clearTimeout(timer);
      const line = socket;
      socket = null;
      line?.close();
    },
  };
};
