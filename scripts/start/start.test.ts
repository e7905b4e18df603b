import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { needFolder, needPorts, secretOf } from './ground.ts';
import { startOptions } from './options.ts';

let dir = '';
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'rapport-start-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const at = { root: '/house', cwd: '/person' };

test('keeps its data in the repository, or where the person says from where they stand', () => {
  expect(startOptions([], at)).toEqual({ dataDir: '/house/.rapport', port: 8787 });
  expect(startOptions(['--data', 'shop', '--port', '9000'], at)).toEqual({ dataDir: '/person/shop', port: 9000 });
});

test.each([[['--port', '0']], [['--port', '65534']], [['--port', 'x']], [['--prot', '1']], [['stray']], [['--data', '']]])(
  'refuses %j with a sentence',
  (args) => {
    expect(() => startOptions(args, at)).toThrow(expect.objectContaining({ name: 'Trouble' }));
  },
);

test('says which port is taken, whichever name of this machine it is taken under', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await expect(needPorts([port])).rejects.toThrow(`Port ${port} is taken; choose another with --port N`);
  await new Promise((done) => server.close(done));
  await expect(needPorts([port])).resolves.toBeUndefined();
});

test('says when a folder cannot be written to', () => {
  writeFileSync(join(dir, 'file'), '');
  expect(() => needFolder(join(dir, 'file', 'data'))).toThrow("can't be written to (ENOTDIR); choose another with --data DIR.");
});

test('makes the secret once, for its owner only, and refuses one that was spoilt', () => {
  const secret = secretOf(dir);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(secretOf(dir)).toBe(secret);
  expect(statSync(join(dir, 'secret')).mode & 0o077).toBe(0);
  expect(readFileSync(join(dir, 'secret'), 'utf8')).toBe(secret);
  writeFileSync(join(dir, 'secret'), 'x');
  expect(() => secretOf(dir)).toThrow(expect.objectContaining({ name: 'Trouble' }));
});
