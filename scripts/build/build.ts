import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import { Trouble } from '../fail.ts';
import { runTool } from '../run.ts';
import { BUNDLE, DIST, ROOT, STATIC } from '../serve/paths.ts';
import { siteFiles } from '../site/site.ts';
import { alone } from './alone.ts';
import { demoPictures } from './demo-pictures.ts';
import { writeTemplates } from './mail-templates.ts';
import { fingerprint, isBuilt, mark } from './fingerprint.ts';

/** A part of the build that is skipped while nothing it reads has changed. */
interface Step {
  readonly name: string;
  readonly reads: readonly string[];
  readonly makes: string;
  readonly work: () => Promise<void>;
}

const ROLLUP_CONFIG = 'rollup.config.ts';

const STEPS: readonly Step[] = [
  {
    name: 'static',
    reads: [
      'package-lock.json',
      'rollup.config.*',
      'tsconfig.base.json',
      'packages/*/{src,static}/**',
      'packages/*/package.json',
      'docs/{openapi.json,embedding.md,look.md,examples/**}',
      'README.md',
      'packages/elements/custom-elements.json',
      'kept/**',
      'demo/{catalogue,src/picture}/**',
      'scripts/{build,site}/**',
    ],
    makes: STATIC,
    work: buildStatic,
  },
  {
    name: 'worker',
    reads: [
      'package-lock.json',
      'worker/{src,types}/**',
      'worker/wrangler.jsonc',
      'packages/{protocol,domain}/{src/**,package.json}',
      'scripts/build/**',
    ],
    makes: BUNDLE,
    work: buildWorker,
  },
];

/** Builds what is out of date into dist/: the static files, then the worker that serves them. Returns the names of the steps done. */
export const build = (): Promise<readonly string[]> => alone(buildStale);

async function buildStale(): Promise<readonly string[]> {
  const done: string[] = [];
  for (const step of STEPS) {
    const print = fingerprint(step.reads);
    if (isBuilt(step.name, print) && existsSync(step.makes)) continue;
    mark(step.name, '');
    await step.work();
    mark(step.name, print);
    done.push(step.name);
  }
  return done;
}

/** rapport.js, its chunks, the console and the script of the documentation, by rollup; then the documentation, and the files that are served as they stand, earlier builds that a host keeps for the pages that pin them too. */
async function buildStatic(): Promise<void> {
  rmSync(STATIC, { recursive: true, force: true });
  mkdirSync(STATIC, { recursive: true });
  const { default: config } = (await import(pathToFileURL(join(ROOT, ROLLUP_CONFIG)).href)) as { default: RollupOptions | RollupOptions[] };
  for (const options of [config].flat()) {
    const bundle = await rollup(options);
    for (const output of [options.output ?? []].flat() as OutputOptions[]) await bundle.write(output);
    await bundle.close();
  }
  const kept = join(ROOT, 'kept');
  if (existsSync(kept)) cpSync(kept, join(STATIC, 'v'), { recursive: true });
  const consoleFiles = join(ROOT, 'packages', 'console', 'static');
  if (existsSync(consoleFiles)) cpSync(consoleFiles, join(STATIC, 'console'), { recursive: true });
  const served = join(ROOT, 'packages', 'embed', 'static');
  if (existsSync(served)) cpSync(served, STATIC, { recursive: true });
  const openapi = join(ROOT, 'docs', 'openapi.json');
  // For tools, so without the room that people want between the lines: a third of the bytes.
  if (existsSync(openapi)) writeFileSync(join(STATIC, 'openapi.json'), JSON.stringify(JSON.parse(readFileSync(openapi, 'utf8'))));
  for (const [path, text] of Object.entries({ ...siteFiles(), ...demoPictures() })) {
    mkdirSync(dirname(join(STATIC, path)), { recursive: true });
    writeFileSync(join(STATIC, path), text);
  }
}

/** The worker as one module, by wrangler, exactly as `wrangler deploy` would upload it. A build that fails leaves the last good one in its place. */
async function buildWorker(): Promise<void> {
  await writeTemplates();
  const next = join(DIST, '.worker-next');
  rmSync(next, { recursive: true, force: true });
  const args = ['deploy', '--dry-run', '--outdir', next, '--config', join(ROOT, 'worker', 'wrangler.jsonc')];
  const { code, output } = await runTool('wrangler/bin/wrangler.js', args, { env: { WRANGLER_SEND_METRICS: 'false' } });
  if (code !== 0 || !existsSync(join(next, basename(BUNDLE)))) throw new Trouble(`The worker could not be built.\n${output}`);
  rmSync(dirname(BUNDLE), { recursive: true, force: true });
  renameSync(next, dirname(BUNDLE));
}
