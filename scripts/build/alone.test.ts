import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { alone } from './alone.ts';

const dir = mkdtempSync(join(tmpdir(), 'rapport-lock-'));
const LOCK = join(dir, '.building');
afterAll(() => rmSync(dir, { recursive: true }));

test('one builds at a time, and each gets its turn', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((next) => setImmediate(next));
    inside -= 1;
  };
  await Promise.all([alone(work, LOCK), alone(work, LOCK), alone(work, LOCK)]);
  expect(most).toBe(1);
  expect(existsSync(LOCK)).toBe(false);
});

test('a build that was killed holds nobody up', async () => {
  writeFileSync(LOCK, '999999999');
  await expect(alone(async () => 'built', LOCK)).resolves.toBe('built');
});

test('a build that failed leaves the way free', async () => {
  await expect(alone(() => Promise.reject(new Error('broken')), LOCK)).rejects.toThrow('broken');
  expect(existsSync(LOCK)).toBe(false);
});
