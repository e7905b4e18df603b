import { join } from 'node:path';
import { build } from './build/build.ts';
import { main } from './fail.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import { run } from './run.ts';
import { ROOT } from './serve/paths.ts';
import { needFolder, needPorts, secretOf } from './start/ground.ts';
import { writeFileSync } from 'node:fs';

const PORT = 8787;

// `npm run dev`: the worker in `wrangler dev`, which reloads when worker/, protocol or domain change. Static files are built once at the start.
// Its objects lie in .rapport/dev, apart from those of `npm start`.
await main(async () => {
  const dataDir = join(ROOT, '.rapport', 'dev');
  needFolder(dataDir);
  await needPorts([PORT, PORT + 2]);
  await build();
  const mailbox = await startMailbox({ dir: join(dataDir, 'mail'), port: PORT + 2 });
  const variables = join(dataDir, 'variables');
  writeFileSync(variables, `RAPPORT_SECRET=${secretOf(dataDir)}\nSMTP_URL=${mailbox.smtpUrl}\n`, { mode: 0o600 });
  console.log(`Mailbox: ${mailbox.url}/`);
  const args = [
    'dev',
    '--config',
    join('worker', 'wrangler.jsonc'),
    '--port',
    String(PORT),
    '--persist-to',
    join(dataDir, 'objects'),
    '--env-file',
    variables,
  ];
  const { code } = await run(process.execPath, [join('node_modules', 'wrangler', 'bin', 'wrangler.js'), ...args], {
    show: true,
    env: { WRANGLER_SEND_METRICS: 'false' },
  });
  await mailbox.stop();
  return code;
});
