import { reset } from 'cloudflare:test';
import { afterEach, describe, expect, it } from 'vitest';
import type { Parcel } from './outbox.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

const parcel = (seq: number, text = String(seq)): Parcel => ({ seq, kind: 'note', payload: { text } });
const streamId = () => inside(bench(), ({ outbox }) => outbox.streamId);

describe('a stream', () => {
  it('has a random name that is minted once and survives the instance', async () => {
    const name = await streamId();
    expect(name).toMatch(/^stm_[\w-]{22}$/);
    await restart(bench());
    expect(await streamId()).toBe(name);
    expect(await inside(bench('other'), ({ outbox }) => outbox.streamId)).not.toBe(name);
  });

  it('moves to another object, which goes on where the first has stopped', async () => {
    await bench('old').tell('r', ['1', '2', '3']);
    await bench('old').drain('r');
    await bench('old').tell('r', ['4']);
    await bench('old').tell('never drained', ['a']);
    const state = await inside(bench('old'), ({ outbox }) => outbox.export());
    await inside(bench('new'), ({ outbox }) => {
      outbox.import(state);
      outbox.import(state);
      expect(outbox.export()).toEqual(state);
    });
    await bench('old').clear();
    await restart(bench('new'));
    await bench('new').tell('r', ['5']);
    await bench('new').drain('r');
    expect(await bench('r').notes(`${state.stream}/r`)).toEqual(['1', '2', '3', '4', '5']);
    expect(await inside(bench('new'), ({ outbox }) => outbox.receivers())).toEqual(['never drained']);
  });

  it('is not mixed with another: an object that has sent does not take one over', async () => {
    await bench('one').tell('r', ['1']);
    await bench('two').tell('r', ['1']);
    const state = await inside(bench('one'), ({ outbox }) => outbox.export());
    await inside(bench('two'), ({ outbox }) => expect(() => outbox.import(state)).toThrow('a stream of its own'));
  });
});

describe('a message', () => {
  it('is not there when the decision it belongs to was undone, and leaves no gap', async () => {
    await inside(bench(), ({ outbox }, storage) => {
      const work = (): void => {
        outbox.put('r', 'note', { text: 'never' });
        throw new Error('no');
      };
      expect(() => storage.transactionSync(work)).toThrow('no');
      expect(outbox.pending('r')).toBe(0);
      outbox.put('r', 'note', { text: 'first' });
      expect(outbox.export().parcels).toMatchObject([{ receiver: 'r', seq: 1 }]);
    });
  });

  it('waits through a restart and is gone when it has arrived', async () => {
    await bench().tell('r', ['1', '2']);
    await restart(bench());
    await inside(bench(), ({ outbox }) => expect([outbox.pending('r'), outbox.receivers()]).toEqual([2, ['r']]));
    await bench().drain('r');
    await inside(bench(), ({ outbox }) => expect([outbox.pending('r'), outbox.receivers()]).toEqual([0, []]));
    expect(await bench('r').notes(`${await streamId()}/r`)).toEqual(['1', '2']);
  });
});

describe('a drain', () => {
  it('is one flight at a time, and takes along what is put meanwhile', async () => {
    await bench().tell('r', ['1']);
    await inside(bench(), async ({ outbox }) => {
      let flights = 0;
      const sent: number[] = [];
      const deliver = async (_: string, batch: Parcel[]): Promise<number> => {
        expect((flights += 1)).toBe(1);
        await scheduler.wait(0);
        flights -= 1;
        sent.push(...batch.map((each) => each.seq));
        return batch.at(-1)?.seq ?? 0;
      };
      const first = outbox.drain('r', deliver);
      outbox.put('r', 'note', 'second');
      await Promise.all([
        first,
        outbox.drain('r', deliver),
        scheduler.wait(0).then(() => (outbox.put('r', 'note', 'third'), outbox.drain('r', deliver))),
      ]);
      expect(sent).toEqual([1, 2, 3]);
    });
  });

  it('cuts batches by number and by size', async () => {
    await inside(bench(), async ({ outbox }) => {
      for (let n = 0; n < 120; n += 1) outbox.put('r', 'small', n);
      for (let n = 0; n < 3; n += 1) outbox.put('r', 'large', 'x'.repeat(300_000));
      const sizes: number[] = [];
      await outbox.drain('r', async (_, batch) => {
        sizes.push(batch.length);
        return batch.at(-1)?.seq ?? 0;
      });
      expect(sizes).toEqual([100, 21, 1, 1]);
    });
  });

  it('of one receiver that is away holds up no other', async () => {
    await bench().tell('away', ['1']);
    await bench().tell('here', ['1', '2']);
    await inside(bench(), async ({ outbox }) => {
      const [away, here] = await Promise.allSettled([
        outbox.drain('away', () => Promise.reject(new Error('away'))),
        outbox.drain('here', (stream, batch) => bench('here').take(stream, batch)),
      ]);
      expect([away.status, here.status]).toEqual(['rejected', 'fulfilled']);
      expect([outbox.pending('away'), outbox.pending('here')]).toEqual([1, 0]);
    });
  });

  it('keeps what the receiver did not take', async () => {
    await bench().tell('r', ['1', '2', '3']);
    await inside(bench(), async ({ outbox }) => {
      await expect(outbox.drain('r', async () => 2)).rejects.toThrow('stopped at 2');
      expect(outbox.export().parcels.map((each) => each.seq)).toEqual([3]);
    });
  });

  it('stops loudly when the receiver is ahead: this sender has lost history', async () => {
    await bench().tell('r', ['1']);
    await inside(bench(), async ({ outbox }) => {
      await expect(outbox.drain('r', async () => 7)).rejects.toThrow('took 7, but 1 was the last');
      await expect(outbox.drain('r', async () => Number.NaN)).rejects.toThrow('NaN');
      expect(outbox.pending('r')).toBe(1);
    });
  });
});

describe('taking a batch in', () => {
  it('skips what was taken before, stops at a gap, and knows streams apart', async () => {
    expect(await bench().take('s', [parcel(1), parcel(2)])).toBe(2);
    expect(await bench().take('s', [parcel(1), parcel(2), parcel(3)])).toBe(3);
    expect(await bench().take('s', [parcel(5), parcel(6)])).toBe(3);
    expect(await bench().take('s', [parcel(4), parcel(6), parcel(5)])).toBe(4);
    expect(await bench().take('t', [parcel(2)])).toBe(0);
    expect(await bench().take('t', [])).toBe(0);
    expect(await bench().notes('s')).toEqual(['1', '2', '3', '4']);
    expect(await bench().notes('t')).toEqual([]);
  });

  it('remembers through a restart how far it has come', async () => {
    await bench().take('s', [parcel(1), parcel(2)]);
    await restart(bench());
    expect(await bench().take('s', [parcel(2), parcel(3)])).toBe(3);
    expect(await bench().notes('s')).toEqual(['1', '2', '3']);
  });

  it('goes on elsewhere with adopted cursors, which never go back', async () => {
    await bench('old').take('s', [parcel(1), parcel(2)]);
    const cursors = await inside(bench('old'), ({ inbound }) => inbound.cursors());
    expect(cursors).toEqual([{ stream: 's', lastSeq: 2 }]);
    await inside(bench('new'), ({ inbound }) => {
      for (const each of cursors) inbound.adopt(each.stream, each.lastSeq);
      inbound.adopt('s', 1);
    });
    expect(await bench('new').take('s', [parcel(1), parcel(2), parcel(3)])).toBe(3);
    expect(await bench('new').notes('s')).toEqual(['3']);
  });

  it('undoes the effects of a message that fails, keeps those before it, and says where it stopped', async () => {
    expect(await bench().take('s', [parcel(1), parcel(2, 'poison'), parcel(3)])).toBe(1);
    expect(await bench().notes('s')).toEqual(['1']);
  });

  it('puts a message that keeps failing aside, and the stream goes on', async () => {
    const batch = [parcel(1), parcel(2, 'poison'), parcel(3)];
    expect([await bench().take('s', batch), await bench().take('s', batch), await bench().take('s', batch)]).toEqual([1, 1, 3]);
    expect(await bench().notes('s')).toEqual(['1', '3']);
    await inside(bench(), ({ inbound }) => {
      expect(inbound.parked()).toEqual([{ stream: 's', seq: 2, kind: 'note', payload: { text: 'poison' }, error: 'this note is poison' }]);
    });
  });

  it('tries what was put aside again when asked, and drops it only when it worked', async () => {
    for (let time = 0; time < 3; time += 1) await bench().take('s', [parcel(1, 'poison')]);
    await inside(bench(), (object) => {
      const fail = (): void => {
        throw new Error('still');
      };
      expect(() => object.inbound.retry('s', 1, fail)).toThrow('still');
      expect(object.inbound.retry('s', 1, () => object.note('cured', 's'))).toBe(true);
      expect(object.inbound.retry('s', 1, fail)).toBe(false);
      expect(object.inbound.parked()).toEqual([]);
    });
    expect(await bench().notes('s')).toEqual(['cured']);
  });

  it('counts a message that works after failing as well', async () => {
    await inside(bench(), ({ inbound }) => {
      let fails = 2;
      const flaky = (): void => {
        if ((fails -= 1) >= 0) throw new Error('not yet');
      };
      expect([1, 2, 3].map(() => inbound.take('s', [parcel(1), parcel(2)], flaky))).toEqual([0, 0, 2]);
      fails = 2;
      expect([1, 2, 3].map(() => inbound.take('s', [parcel(3)], flaky))).toEqual([2, 2, 3]);
      expect(inbound.parked()).toEqual([]);
    });
  });

  it('refuses to be done later', async () => {
    await inside(bench(), (object) => {
      const later = (async () => object.note('now', 's')) as unknown as () => void;
      expect(object.inbound.take('s', [parcel(1)], later)).toBe(0);
      expect(object.notes('s')).toEqual([]);
    });
  });
});
