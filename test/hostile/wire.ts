import { Agent, request, type OutgoingHttpHeaders } from 'node:http';

/** A request down to its letters: paths and headers go out as they stand here. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | null;
}

/** An answer. Status 0 = the connection was closed without one. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Connections to one worker, kept open. */
export const aWire = (url: string, sockets: number): { send: (shot: Shot) => Promise<Reply>; close: () => void } => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const send = ({ method, path, headers, body }: Shot): Promise<Reply> =>
    new Promise((resolve) => {
      const lost = (): void => resolve({ status: 0, headers: {}, text: '' });
      const asked = request({ hostname, port, agent, method, path, headers: { ...headers, ...(body ? { 'content-length': body.length } : {}) } });
      asked.setTimeout(30_000, () => asked.destroy());
      asked.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', lost);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() }));
      });
      asked.on('upgrade', (answer, socket) => {
        socket.destroy();
        resolve({ status: answer.statusCode ?? 101, headers: answer.headers, text: '' });
      });
      asked.on('error', lost);
      asked.end(body ?? undefined);
    });
  return { send, close: () => agent.destroy() };
};
