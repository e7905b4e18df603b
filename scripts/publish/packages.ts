import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../fail.ts';
import { runTool } from '../run.ts';
import { DIST, ROOT } from '../serve/paths.ts';

/** What is published, each after what it needs. The console and the script tag are served by the worker and are no packages. */
export const PUBLISHED = ['protocol', 'domain', 'tracker', 'client', 'elements', 'react'] as const;

/** Where the packages lie when they are made, ready for `npm publish`. */
export const PACKAGES = join(DIST, 'packages');

interface PackageJson {
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly sideEffects: boolean | readonly string[];
}

/** Files that lie beside the sources and go along. */
const ALONG = ['README.md', 'custom-elements.json', 'vscode.html-custom-data.json', 'web-types.json'];
const NOT_PUBLISHED = /\.test\.ts$|\/testing\/|\.testing\.ts$/;

/** Makes the packages anew: JavaScript and types beside each other, in the folders of the sources, so that what is exported keeps its path. */
export async function makePackages(): Promise<void> {
  rmSync(PACKAGES, { recursive: true, force: true });
  const files = PUBLISHED.flatMap((name) => globSync(`packages/${name}/src/**/*.ts`, { cwd: ROOT })).filter((file) => !NOT_PUBLISHED.test(file));
  const config = join(ROOT, 'node_modules/.cache/packages.json');
  mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
  const compilerOptions = {
    lib: ['ES2024', 'ESNext.Iterator', 'DOM', 'DOM.Iterable'],
    types: [],
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: join(ROOT, 'packages'),
    outDir: PACKAGES,
  };
  writeFileSync(config, JSON.stringify({ extends: join(ROOT, 'tsconfig.base.json'), compilerOptions, files: files.map((file) => join(ROOT, file)) }));
  const { code, output } = await runTool('typescript/bin/tsc', ['-p', config, '--pretty', 'false']);
  if (code !== 0) throw new Trouble(`The packages could not be made:\n${output}`);
  for (const name of PUBLISHED) finish(name);
}

function finish(name: string): void {
  const [from, to] = [join(ROOT, 'packages', name), join(PACKAGES, name)];
  for (const file of globSync('**/*.d.ts', { cwd: to })) {
    const path = join(to, file);
    // The compiler names files as they will be called in JavaScript, but not in types.
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(from |import\()(['"]\.[^'"]*)\.ts(['"])/g, '$1$2.js$3'));
  }
  const { exports, sideEffects, ...rest } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as PackageJson;
  const built = {
    ...rest,
    exports: {
      ...Object.fromEntries(
        Object.entries(exports)
          .filter(([, path]) => !NOT_PUBLISHED.test(path))
          .map(([key, path]) => [key, { types: path.replace(/\.ts$/, '.d.ts'), default: path.replace(/\.ts$/, '.js') }]),
      ),
      './package.json': './package.json',
    },
    sideEffects: Array.isArray(sideEffects) ? sideEffects.map((path: string) => path.replace(/\.ts$/, '.js')) : sideEffects,
    ...(name === 'elements' ? { customElements: './custom-elements.json', 'web-types': './web-types.json' } : {}),
    publishConfig: { access: 'public', provenance: true },
  };
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(built, null, 2)}\n`);
  for (const file of ALONG) if (existsSync(join(from, file))) cpSync(join(from, file), join(to, file));
  cpSync(join(ROOT, 'LICENSE'), join(to, 'LICENSE'));
}
