import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from './fail.ts';
import { ROOT } from './serve/paths.ts';

// `node scripts/complete-lock.ts`, after `npm install` has changed the lock file. npm leaves out the builds for other systems that the registry
// it asked does not carry, and then `npm ci` refuses the file everywhere. This writes them in: version and system, which the names tell.

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEM =
  /(?<os>android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows|aix)-(?<cpu>arm64|arm|x64|64|ia32|loong64|ppc64|riscv64|s390x)(?:-(?<abi>\w+))?$/;

/** What the lock file says of a build for one system, read from the package's name. */
export function lockedBuild(name: string, version: string, isDev: boolean): object {
  const { os, cpu, abi } = SYSTEM.exec(name)?.groups ?? {};
  if (!os || !cpu || !/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version} is not the name of a build for one system`);
  return {
    version,
    cpu: [cpu === '64' ? 'x64' : cpu],
    ...(isDev ? { dev: true } : {}),
    ...(os === 'linux' && abi ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os: [os === 'windows' ? 'win32' : os],
  };
}

/** The lock file's packages with every optional dependency in its place. */
export function completed(packages: Readonly<Record<string, Locked>>): Record<string, object> {
  const paths = Object.keys(packages);
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {}, dev = false }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !paths.some((path) => path.endsWith(`node_modules/${name}`)))
      .map(([name, version]) => [`node_modules/${name}`, lockedBuild(name, version, dev)] as const),
  );
  const [root, ...others] = [...Object.entries(packages), ...missing].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return Object.fromEntries(root ? [root, ...others] : others);
}

if (import.meta.main) {
  await main(async () => {
    const file = join(ROOT, 'package-lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> };
    const packages = completed(lock.packages);
    writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
    console.log(`${Object.keys(packages).length - Object.keys(lock.packages).length} builds for other systems written into the lock file.`);
  });
}
