import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A mail server that takes most mails and refuses some for the moment, as real ones do. */
export interface PostOffice {
  readonly smtpUrl: string;
  /** How often each address was written to, by mails that were taken. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many were refused for the moment. */
  refused(): number;
  stop(): Promise<void>;
}

/** Opens one; `refuses` is asked for each mail. */
export async function aPostOffice(refuses: () => boolean): Promise<PostOffice> {
  const taken = new Map<string, number>();
  let refused = 0;
  const take = callbackify(async (stream: SMTPServerDataStream, to: readonly string[]): Promise<void> => {
    await buffer(stream);
    if (refuses()) {
      refused += 1;
      throw Object.assign(new Error('Come back later'), { responseCode: 451 });
    }
    for (const address of to) taken.set(address, (taken.get(address) ?? 0) + 1);
  });
  const smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    onData: (stream, session, done) =>
      take(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
        done,
      ),
  });
  smtp.on('error', () => undefined);
  const server = smtp.server as unknown as { address(): AddressInfo };
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  return {
    smtpUrl: `smtp://127.0.0.1:${server.address().port}`,
    taken,
    refused: () => refused,
    stop: () => new Promise((done) => smtp.close(done)),
  };
}
