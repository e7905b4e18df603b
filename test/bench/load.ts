import { Agent, request } from 'node:http';

/** One request of a load. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a load came to: how long each answer took, and for how long it was asked. */
export interface Loaded {
  readonly latenciesMs: readonly number[];
  readonly seconds: number;
}

/** Asks over so many connections at once, each waiting for its answer before it asks again. Ends when the time is up or there is nothing more to ask; any answer but a good one breaks it off. */
export async function load(connections: number, seconds: number, next: () => Ask | null): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  const untilMs = startedMs + seconds * 1_000;
  const one = async (): Promise<void> => {
    for (let ask = next(); ask !== null && performance.now() < untilMs; ask = next()) {
      const askedMs = performance.now();
      await answered(agent, ask);
      latenciesMs.push(performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return { latenciesMs, seconds: (performance.now() - startedMs) / 1_000 };
}

/** Asks one thing and reads the answer to its end; rejects for any answer but a good one. */
export const answered = (agent: Agent, { method, url, headers = {}, body }: Ask): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent, method, headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          if ((response.statusCode ?? 0) < 300) resolve();
          else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
