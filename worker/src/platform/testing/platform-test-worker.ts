import { DurableObject } from 'cloudflare:workers';
import { Agenda, AGENDA_MIGRATION, AGENDA_SPLIT } from '../agenda.ts';
import type { Handler } from '../agenda.ts';
import { atomic } from '../atomic.ts';
import { ChangeLog, CHANGES_MIGRATION, CHANGES_SPLIT } from '../changes.ts';
import { Directory, DIRECTORY_MIGRATION, DIRECTORY_SPLIT } from '../directory.ts';
import { Fence, FENCE_MIGRATION, FENCE_SPLIT } from '../fence.ts';
import type { Address, Seat } from '../fence.ts';
import { HOLD_MIGRATION, HOLD_SPLIT, Holds } from '../hold.ts';
import { migrate } from '../migrate.ts';
import type { Migration } from '../migrate.ts';
import { Inbound, Outbox, OUTBOX_MIGRATION, OUTBOX_SPLIT } from '../outbox.ts';
import type { Parcel } from '../outbox.ts';
import { inPieces } from '../pieces.ts';

/** The binding of these tests. */
export interface BenchEnv {
  readonly BENCH: DurableObjectNamespace<Bench>;
}

export const NOTE_MIGRATION: Migration = {
  id: 'note',
  sql: `CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, stream TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TRIGGER note_stays BEFORE DELETE ON note BEGIN SELECT raise(ABORT, 'notes are append-only'); END;
CREATE TRIGGER note_unchanged BEFORE UPDATE ON note BEGIN SELECT raise(ABORT, 'notes are append-only'); END;`,
};

export const MIGRATIONS = [
  FENCE_MIGRATION,
  AGENDA_MIGRATION,
  OUTBOX_MIGRATION,
  CHANGES_MIGRATION,
  HOLD_MIGRATION,
  DIRECTORY_MIGRATION,
  NOTE_MIGRATION,
] as const;

export const SPLITS = {
  ...FENCE_SPLIT,
  ...AGENDA_SPLIT,
  ...OUTBOX_SPLIT,
  ...CHANGES_SPLIT,
  ...HOLD_SPLIT,
  ...DIRECTORY_SPLIT,
  note: 'by-shopper',
} as const;

/** An object that stands on every module of the platform, as the real ones do, and writes notes. */
export class Bench extends DurableObject<BenchEnv> {
  readonly fence: Fence;
  readonly agenda: Agenda;
  readonly outbox: Outbox;
  readonly inbound: Inbound;
  readonly changes: ChangeLog;
  readonly holds: Holds;
  readonly directory: Directory;
  /** What its alarm does: the tests put handlers here. */
  handlers: Record<string, Handler> = { note: (item) => this.note(`${item.kind} ${item.key}`) };

  constructor(ctx: DurableObjectState, env: BenchEnv) {
    super(ctx, env);
    const { storage } = ctx;
    this.fence = new Fence(storage);
    this.agenda = new Agenda(storage, { maxAttempts: 3, batch: 10 });
    this.outbox = new Outbox(storage);
    this.inbound = new Inbound(storage, { maxAttempts: 3 });
    this.changes = new ChangeLog(storage);
    this.holds = new Holds(storage);
    this.directory = new Directory(storage);
    void ctx.blockConcurrencyWhile(async () => {
      migrate(storage, MIGRATIONS);
      await this.agenda.arm();
    });
  }

  open(seat: Seat) {
    return this.fence.open(seat);
  }

  /** A fenced write. */
  write(at: Address, text: string) {
    const refusal = this.fence.admit(at);
    if (refusal) return refusal;
    this.note(text);
    return { ok: true } as const;
  }

  note(text: string, stream = ''): void {
    this.ctx.storage.sql.exec('INSERT INTO note (stream, text) VALUES (?, ?)', stream, text);
  }

  notes(stream = ''): string[] {
    return this.ctx.storage.sql
      .exec<{ text: string }>('SELECT text FROM note WHERE stream = ? ORDER BY id', stream)
      .toArray()
      .map((row) => row.text);
  }

  /** Decides something and tells a receiver, in one transaction. */
  tell(receiver: string, texts: readonly string[]): void {
    atomic(this.ctx.storage, () => {
      for (const text of texts) this.outbox.put(receiver, 'note', { text });
    });
  }

  /** Takes other objects' notes. One that says `poison` can't be taken. */
  take(stream: string, batch: readonly Parcel[]): number {
    return this.inbound.take(stream, batch, (parcel) => {
      const { text } = parcel.payload as { text: string };
      this.note(text, stream);
      if (text === 'poison') throw new Error('this note is poison');
    });
  }

  /** Sends what waits for a receiver to the object of that name. */
  drain(receiver: string): Promise<void> {
    const stub = this.env.BENCH.getByName(receiver);
    return this.outbox.drain(receiver, (stream, batch) => stub.take(stream, batch));
  }

  /** Keeps the object busy for about `pieces` ms, in pieces of a millisecond. */
  async labour(pieces: number): Promise<void> {
    await inPieces(0, (done) => {
      const until = Date.now() + 1;
      while (Date.now() < until);
      return { next: done + 1 < pieces ? done + 1 : null, rows: 1 };
    });
    this.note('labour done');
  }

  /** Loses everything at once, as the last step of a move. */
  async clear(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    await this.agenda.run(this.handlers);
  }
}

export default { fetch: () => new Response('Only the tests of the platform run here.') } satisfies ExportedHandler;
