import { env } from 'cloudflare:workers';
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import type { Bench, BenchEnv } from './platform-test-worker.ts';

/** The namespace of the test objects. */
export const benches = (): DurableObjectNamespace<Bench> => (env as unknown as BenchEnv).BENCH;

/** The test object of a name. */
export const bench = (name = 'bench'): DurableObjectStub<Bench> => benches().getByName(name);

/** Runs a test's code inside an object: the instance as it is, and its storage. */
export const inside = <R>(stub: DurableObjectStub<Bench>, work: (object: Bench, storage: DurableObjectStorage) => R | Promise<R>): Promise<R> =>
  runInDurableObject<Bench, R>(stub, (object, state) => work(object, state.storage));

/** Ends the running instance; only what it has stored remains. */
export const restart = async (stub: DurableObjectStub<Bench>): Promise<void> => {
  // Only what runs can be evicted.
  await inside(stub, () => undefined);
  await evictDurableObject(stub);
};
