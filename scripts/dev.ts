import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build/build.ts';
import { main } from './fail.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import { runTool } from './run.ts';
import { ROOT } from './serve/paths.ts';
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
  const variables = join(dataDir, 'variables');
  writeFileSync(variables, `RAPPORT_SECRET=${secretOf(dataDir)}\nSMTP_URL=${mailbox.smtpUrl}\n`, { mode: 0o600 });
  console.log(`Mailbox: ${mailbox.url}/`);
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
  const { code } = await runTool('wrangler/bin/wrangler.js', args, { show: true, env: { WRANGLER_SEND_METRICS: 'false' } });
  return code;
});
