import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build/build.ts';
import { main } from './fail.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import { ROOT } from './serve/paths.ts';
import { setupToken } from './serve/shop.ts';
import { needFolder, needPorts, secretOf } from './start/ground.ts';
import { startOptions } from './start/options.ts';

// `npm run dev`: the worker in `wrangler dev`, which reloads when worker, protocol or domain change. Static files are built once at the start.
// Takes the options of `npm start`; what it keeps lies apart, in .rapport/dev. A shop is made with a set-up token, as anywhere.
await main(async () => {
  const options = startOptions(process.argv.slice(2), { root: ROOT, cwd: process.env['INIT_CWD'] ?? process.cwd() });
  const dataDir = join(options.dataDir, 'dev');
  const { port } = options;
  needFolder(dataDir);
  await needPorts([port, port + 2]);
  await build();
  const mailbox = await startMailbox({ dir: join(dataDir, 'mail'), port: port + 2 });
  const secret = secretOf(dataDir);
  const variables = join(dataDir, 'variables');
  writeFileSync(variables, `RAPPORT_SECRET=${secret}\nSMTP_URL=${mailbox.smtpUrl}\n`, { mode: 0o600 });
  const args = [
    'dev',
    '--config',
    join('worker', 'wrangler.jsonc'),
    '--port',
    String(port),
    '--persist-to',
    join(dataDir, 'objects'),
    '--env-file',
    variables,
  ];
  console.log(`Mailbox: ${mailbox.url}/\nA new shop: http://localhost:${port}/console/set-up#${setupToken(secret)}`);
  return wrangler(args);
});

/** Runs wrangler until somebody asks to stop. Asked once it may wait for open connections, so it is asked until it is gone. */
function wrangler(args: readonly string[]): Promise<number> {
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' };
  const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'node_modules', 'wrangler', 'wrangler-dist', 'cli.js'), ...args], {
    stdio: 'inherit',
    env,
  });
  const ask = (): void => void child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void (ask(), setInterval(ask, 1_000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 0));
  });
}
