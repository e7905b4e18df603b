import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build/build.ts';
import { main, Trouble } from './fail.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import { claimFolder } from './serve/owner.ts';
import { ROOT } from './serve/paths.ts';
import { startDemo } from './serve/demo.ts';
import { caller, importCatalogue, setupToken } from './serve/shop.ts';
import { startWorker } from './serve/worker.ts';
import { needFolder, needPorts, openFilesWarning, secretOf } from './start/ground.ts';
import { startOptions } from './start/options.ts';
import { openShop, OWNER_EMAIL } from './start/seed.ts';

// `npm start`: the whole house on this machine. Everything it keeps lies in one folder; Ctrl-C stops all of it.
await main(async () => {
  const { dataDir, port } = startOptions(process.argv.slice(2), { root: ROOT, cwd: process.env['INIT_CWD'] ?? process.cwd() });
  let isOpen = false;
  const asked = askedToStop(() => isOpen);
  needFolder(dataDir);
  await claimFolder(dataDir);
  await needPorts([port, port + 1, port + 2]);
  const warning = openFilesWarning();
  if (warning) console.error(warning);

  if ((await build()).length > 0) console.log('Built.');
  const url = `http://localhost:${port}`;
  const secret = secretOf(dataDir);
  const mailbox = await startMailbox({ dir: join(dataDir, 'mail'), port: port + 2 });
  const worker = await startWorker({ dataDir, port, loopback: true, env: { RAPPORT_SECRET: secret, SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: url } });
  const configFile = join(dataDir, 'demo.json');
  const { isNew, config } = await openShop({ url, secret, demoPort: port + 1, configFile, mailbox });
  const demo = await startDemo({ configFile, dataDir: join(dataDir, 'demo'), port: port + 1 });
  const catalogueMark = join(dataDir, 'catalogue.json');
  if (isNew || !existsSync(catalogueMark)) {
    const csv = await (await fetch(`${demo.url}/counter/catalogue.csv`)).text();
    const report = await importCatalogue(caller(url, { authorization: `Bearer ${config.secretKey}` }), csv, 'rapport-csv');
    writeFileSync(catalogueMark, JSON.stringify(report));
    console.log(`A demo shop was made, with ${report.productsMade} products.`);
  }

  console.log(`
  Shop      ${demo.url}/
  Console   ${url}/console/sign-in?shop=${config.shopId}
            sign in as ${OWNER_EMAIL}; the code comes to the mailbox
  New shop  ${url}/console/set-up#${setupToken(secret)}    good for one shop of your own
  Mailbox   ${mailbox.url.replace('127.0.0.1', 'localhost')}/
  Data      ${dataDir}

  Ctrl-C stops everything.`);

  isOpen = true;
  const fell = Promise.race([worker.ended().then(() => 'The worker'), demo.child.ended.then(() => 'The demo shop')]);
  const fallen = await Promise.race([asked, fell]);
  await Promise.all([demo.child.stop(), worker.stop(), mailbox.stop()]);
  if (fallen) throw new Trouble(`${fallen} stopped by itself; its last words are in ${dataDir}.`);
});

/**
 * Resolves, with nothing, when somebody asks us to stop. While the house is still being opened, or asked a second time, we leave at once
 * and the children go with us: what they keep survives that.
 */
function askedToStop(isOpen: () => boolean): Promise<null> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
      process.on(signal, () => {
        if (isAsked || !isOpen()) process.exit(code);
        isAsked = true;
        resolve(null);
      });
    }
  });
}
