import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { Parcel } from './outbox.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

// The law of messages between objects: at least once on the way, exactly once and in order in effect, however deliveries are lost, repeated,
// reordered or cut short by the end of either side.

const side = fc.integer({ min: 0, max: 1 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tell' as const), from: side, to: side, count: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('drain' as const),
      from: side,
      to: side,
      fault: fc.constantFrom('none', 'lost', 'no answer', 'receiver ends', 'part', 'two at once'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('old post' as const), to: side, pick: fc.nat(), turn: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sender ends' as const), from: side }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('receiver moves' as const), to: side }) },
);

it('every message takes effect exactly once and in order, whatever happens on the way', async () => {
  let story = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      story += 1;
      const sender = (n: number) => bench(`sender ${story}-${n}`);
      // A receiver may move: its logical name stays, the object behind it changes.
      const lives = [0, 0];
      const receiver = (n: number) => bench(`receiver ${story}-${n}-${lives[n]}`);
      const told = new Map<string, string[]>();
      const post: { to: number; stream: string; batch: Parcel[] }[] = [];

      const drain = (from: number, to: number, fault: string): Promise<string> =>
        inside(sender(from), ({ outbox }) => {
          const deliver = async (stream: string, batch: Parcel[]): Promise<number> => {
            post.push({ to, stream, batch });
            if (fault === 'lost') throw new Error('lost');
            const taken = await receiver(to).take(stream, fault === 'part' ? batch.slice(0, Math.ceil(batch.length / 2)) : batch);
            if (fault === 'receiver ends') await restart(receiver(to));
            if (fault === 'no answer') throw new Error('no answer');
            return taken;
          };
          const end = (work: Promise<void>): Promise<string> =>
            work.then(
              () => 'arrived',
              (error: Error) => error.message,
            );
          const name = `receiver:${to}`;
          return fault === 'two at once'
            ? Promise.all([end(outbox.drain(name, deliver)), end(outbox.drain(name, deliver))]).then((both) => both.join())
            : end(outbox.drain(name, deliver));
        });

      for (const each of steps) {
        if (each.kind === 'tell') {
          const key = `${each.from}-${each.to}`;
          const known = told.get(key) ?? [];
          const texts = Array.from({ length: each.count }, (_, n) => String(known.length + n + 1));
          await sender(each.from).tell(`receiver:${each.to}`, texts);
          told.set(key, [...known, ...texts]);
        } else if (each.kind === 'drain') await drain(each.from, each.to, each.fault);
        else if (each.kind === 'old post') {
          const old = post.filter((letter) => letter.to === each.to);
          const letter = old[each.pick % Math.max(1, old.length)];
          if (letter) await receiver(each.to).take(letter.stream, each.turn ? letter.batch.toReversed() : letter.batch);
        } else if (each.kind === 'sender ends') await restart(sender(each.from));
        else {
          const cursors = await inside(receiver(each.to), ({ inbound }) => inbound.cursors());
          const notes = await Promise.all(cursors.map(async ({ stream }) => ({ stream, texts: await receiver(each.to).notes(stream) })));
          lives[each.to] = (lives[each.to] ?? 0) + 1;
          await inside(receiver(each.to), (object) => {
            for (const { stream, lastSeq } of cursors) object.inbound.adopt(stream, lastSeq);
            for (const { stream, texts } of notes) for (const text of texts) object.note(text, stream);
          });
        }
      }
      for (const from of [0, 1]) {
        for (const to of [0, 1]) {
          expect(await drain(from, to, 'none')).toBe('arrived');
          const stream = await inside(sender(from), ({ outbox }) => outbox.streamId);
          expect(await receiver(to).notes(`${stream}/receiver:${to}`)).toEqual(told.get(`${from}-${to}`) ?? []);
          expect(await inside(sender(from), ({ outbox }) => outbox.pending(`receiver:${to}`))).toBe(0);
        }
      }
    }),
    { numRuns: 40 },
  );
});
