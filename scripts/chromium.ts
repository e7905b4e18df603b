import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Trouble } from './fail.ts';
import { run } from './run.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** What a browser without a person before it needs: no sandbox (tests run as root), no calls home, no small shared memory. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-features=MediaRouter,OptimizationHints',
];

/** The browser that is installed: RAPPORT_CHROMIUM, or the first of the usual names on PATH. */
export function findChromium(): string | null {
  const asked = process.env['RAPPORT_CHROMIUM'];
  if (asked) return existsSync(asked) ? asked : null;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC];
  return candidates.find((file) => existsSync(file)) ?? null;
}

/** The browser, installed first where that is possible without asking anybody: Debian, as root. */
export async function needChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (process.env['RAPPORT_CHROMIUM']) throw new Trouble(`RAPPORT_CHROMIUM names ${process.env['RAPPORT_CHROMIUM']}, and there is no such file.`);
  if (isDebian() && process.getuid?.() === 0) {
    console.error('Installing Chromium …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', 'chromium', 'fonts-noto-cjk']]) {
      const { code, output } = await run('apt-get', args, { env });
      if (code !== 0) throw new Trouble(`apt-get ${args.join(' ')} failed, so there is no browser for the tests.\n${output}`);
    }
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Trouble(
    `The tests need Chromium: ${isDebian() ? 'run `sudo apt-get install chromium fonts-noto-cjk`' : 'install Chromium or Chrome'}, or set RAPPORT_CHROMIUM to where it is.`,
  );
}

/** On Ubuntu apt's `chromium` is only a pointer to another store, so only Debian itself counts. */
function isDebian(): boolean {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID=debian$/m.test(readFileSync(file, 'utf8')) && spawnSync('apt-get', ['--version']).status === 0;
}
