import type { LiveMessage } from '@rapport/protocol';

/** Close code for "the service restarts, come back": the page waits a little, by chance, and connects again. */
const RESTARTING = 1012;
const SOCKETS_A_PERSON = 10;

/** The open pages of a slice's people. Sockets hibernate: the object may be evicted while they stay open. */
export class LiveSockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  /** Takes a page's socket; the oldest gives way when somebody has too many open. */
  accept(shopper: string, protocol: string): Response {
    const open = this.#ctx.getWebSockets(shopper);
    if (open.length >= SOCKETS_A_PERSON) open[0]?.close(RESTARTING, 'too many pages');
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [shopper]);
    return new Response(null, { status: 101, webSocket: client, headers: { 'Sec-WebSocket-Protocol': protocol } });
  }

  has(shopper: string): boolean {
    return this.#ctx.getWebSockets(shopper).length > 0;
  }

  tell(shopper: string, message: LiveMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#ctx.getWebSockets(shopper)) {
      try {
        socket.send(text);
      } catch (error) {
        // A socket that closed a moment ago: its page asks anew when it comes back.
        if (!(error instanceof Error)) throw error;
      }
    }
  }

  /** Sends pages away, of one person or of all: they come back and find where the data is now. */
  dismiss(shopper?: string): void {
    for (const socket of this.#ctx.getWebSockets(shopper)) socket.close(RESTARTING, 'moved');
  }
}
