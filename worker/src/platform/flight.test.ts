import { expect, it } from 'vitest';
import { Flights } from './flight.ts';

it('runs one at a time for a key, once more for whoever joined under way, and others beside it', async () => {
  const flights = new Flights<number>();
  let running = 0;
  let most = 0;
  let runs = 0;
  const work = async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await scheduler.wait(0);
    running -= 1;
    return (runs += 1);
  };
  const early = [flights.join('a', work), flights.join('a', work)];
  await null;
  await null;
  const late = [flights.join('a', work), flights.join('a', work)];
  expect(await Promise.all([...early, ...late])).toEqual([2, 2, 2, 2]);
  expect(most).toBe(1);
  expect(runs).toBe(2);
  await Promise.all([flights.join('a', work), flights.join('b', work)]);
  expect(most).toBe(2);
});

it('sees what is written at any moment before the flight has landed', async () => {
  const flights = new Flights<void>();
  for (let turns = 0; turns < 12; turns += 1) {
    const todo = ['first'];
    const done: string[] = [];
    const work = async (): Promise<void> => {
      await null;
      done.push(...todo.splice(0));
    };
    const first = flights.join('key', work);
    for (let turn = 0; turn < turns; turn += 1) await null;
    todo.push('second');
    await flights.join('key', work);
    await first;
    expect(done).toEqual(['first', 'second']);
  }
});

it('lands after a failure, too', async () => {
  const flights = new Flights<string>();
  const failing = (): Promise<string> => Promise.reject(new Error('no'));
  await expect(flights.join('key', failing)).rejects.toThrow('no');
  expect(await flights.join('key', async () => 'again')).toBe('again');
});
