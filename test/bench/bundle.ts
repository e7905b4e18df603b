import { builtinModules } from 'node:module';
import { build, type Plugin } from 'esbuild';
import { BUNDLE, ROOT } from '../../scripts/serve/paths.ts';

/** Where a bench's worker imports the product's, it gets the bundle that is served, not another build of the same sources. */
const theBundleItself: Plugin = {
  name: 'the-bundle-itself',
  setup(esbuild) {
    esbuild.onResolve({ filter: /worker\/src\/index\.ts$/ }, () => ({ path: BUNDLE }));
  },
};

/** Bundles a worker that belongs to a bench. */
export async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:*', 'node:*', ...builtinModules],
    plugins: [theBundleItself],
    logLevel: 'error',
  });
}
