import { Client } from '@rapport/client';
import { provideClient } from '@rapport/elements/internal/client-context';
import { demoAnswers } from './answers.ts';

/** A line that never says anything. */
class Silent extends EventTarget {
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

/** Gives the components of this page a client that answers by itself, as if somebody were known: for building a page without a worker. Nothing is sent anywhere. */
export const startDemo = (locale: string): Client => {
  const answers = demoAnswers(locale, Date.now());
  const client = new Client({
    host: 'https://demo.invalid',
    key: 'demo',
    locale,
    session: async () => ({ token: 'demo' }),
    WebSocket: Silent as unknown as typeof WebSocket,
    fetch: async (input, init) => {
      const call = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
      // What changes something and has no answer of its own shows things as they are.
      return Response.json(answers[call] ?? answers['GET /v1/me']);
    },
  });
  provideClient(client);
  return client;
};
