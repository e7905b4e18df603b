import { dirname, join, normalize } from 'node:path/posix';

// Which way arrows run (CONVENTIONS 2), as one table: what each room may import, and nothing else. A new room or a new arrow is one line here.

/** What a room may import. Names of rooms, `npm:` packages (a trailing `*` matches a scope or subpath), `node` for Node's own modules. */
interface Room {
  readonly name: string;
  /** Files of the room, as the beginning of a path from the root of the repository. The first room that fits counts. */
  readonly at: string;
  readonly may: readonly string[];
  /** What it may import only with `import type`. */
  readonly mayType?: readonly string[];
}

const PURE = ['npm:temporal-polyfill', 'npm:jstat', 'npm:json-logic-engine'];
const LIT = ['npm:lit', 'npm:lit/*', 'npm:@lit/*', 'npm:@lit-labs/*'];
const DOMAIN_ROOMS = [
  'catalog',
  'experiments',
  'interest',
  'lifecycle',
  'notify',
  'offers',
  'points',
  'profile',
  'merge',
  'quality',
  'recommend',
  'reminders',
  'report',
  'segments',
  'value',
  'watches',
  'wording',
];
/** The worker's rooms from the door inwards; each may import those to its right. */
const WORKER = [
  'worker',
  'worker/routes',
  'worker/guards',
  'worker/env',
  'worker/objects',
  'worker/channels',
  'worker/connectors',
  'worker/platform',
];
const HTTP = ['npm:hono', 'npm:hono/*', 'npm:@hono/*', 'npm:zod', 'npm:jose'];
const OURS_IN_WORKER = ['@rapport/protocol', '@rapport/protocol/*', '@rapport/domain/*', 'cloudflare'];
const inwards = (from: string): string[] => WORKER.slice(WORKER.indexOf(from) + 1);

export const ROOMS: readonly Room[] = [
  { name: 'protocol/bare', at: 'packages/protocol/src/wire.ts', may: ['protocol/bare'] },
  { name: 'protocol/bare', at: 'packages/protocol/src/problem.ts', may: ['protocol/bare'] },
  { name: 'protocol', at: 'packages/protocol/src/', may: ['protocol/bare', 'npm:zod'] },
  { name: 'domain/award', at: 'packages/domain/src/points/award.ts', may: [], mayType: ['@rapport/protocol', 'domain/points'] },
  ...DOMAIN_ROOMS.map((room) => ({
    name: `domain/${room}`,
    at: `packages/domain/src/${room}/`,
    may: [...PURE, '@rapport/protocol/problem', ...(room === 'points' ? ['domain/award'] : [])],
    mayType: ['@rapport/protocol'],
  })),
  {
    name: 'domain',
    at: 'packages/domain/src/',
    may: [...DOMAIN_ROOMS.map((room) => `domain/${room}`), 'domain/award', '@rapport/protocol/problem', ...PURE],
    mayType: ['@rapport/protocol'],
  },
  { name: 'tracker', at: 'packages/tracker/src/', may: ['@rapport/protocol/*'], mayType: ['@rapport/protocol'] },
  { name: 'client', at: 'packages/client/src/', may: ['@rapport/domain/*', '@rapport/protocol/*'], mayType: ['@rapport/protocol'] },
  {
    name: 'elements',
    at: 'packages/elements/src/',
    may: ['@rapport/client', '@rapport/client/*', '@rapport/domain/*', '@rapport/protocol/*', ...LIT],
    mayType: ['@rapport/protocol'],
  },
  { name: 'embed/small', at: 'packages/embed/src/small/', may: [], mayType: LIT },
  {
    name: 'embed',
    at: 'packages/embed/src/',
    may: [
      'embed/small',
      '@rapport/elements',
      '@rapport/elements/*',
      '@rapport/client',
      '@rapport/client/*',
      '@rapport/tracker',
      '@rapport/protocol/*',
    ],
    mayType: ['@rapport/protocol'],
  },
  {
    name: 'react',
    at: 'packages/react/',
    may: ['@rapport/elements', '@rapport/elements/*', 'npm:@lit/react', 'npm:react'],
    mayType: ['@rapport/client', '@rapport/protocol'],
  },
  { name: 'console', at: 'packages/console/src/', may: ['@rapport/domain/*', '@rapport/protocol/*', ...LIT], mayType: ['@rapport/protocol'] },
  { name: 'worker/routes', at: 'worker/src/routes/', may: [...inwards('worker/routes'), ...OURS_IN_WORKER, ...HTTP] },
  { name: 'worker/guards', at: 'worker/src/guards/', may: [...inwards('worker/guards'), ...OURS_IN_WORKER, ...HTTP] },
  { name: 'worker/env', at: 'worker/src/env.ts', may: [...inwards('worker/env'), ...OURS_IN_WORKER, 'npm:zod'] },
  { name: 'worker/objects', at: 'worker/src/objects/', may: [...inwards('worker/objects'), ...OURS_IN_WORKER, 'npm:zod', 'npm:jose'] },
  {
    name: 'worker/channels',
    at: 'worker/src/channels/',
    may: ['worker/platform', ...OURS_IN_WORKER, 'npm:nodemailer', 'npm:nodemailer/*', 'npm:@block65/*', 'npm:standardwebhooks', 'node'],
  },
  {
    name: 'worker/connectors',
    at: 'worker/src/connectors/',
    may: ['worker/platform', ...OURS_IN_WORKER, 'npm:zod', 'npm:csv-parse', 'npm:csv-parse/*', 'npm:htmlparser2', 'npm:standardwebhooks', 'node'],
  },
  {
    name: 'worker/platform',
    at: 'worker/src/platform/',
    may: ['@rapport/protocol/problem', 'cloudflare', 'npm:uuidv7', 'npm:nanoid', 'node'],
    mayType: ['@rapport/protocol'],
  },
  { name: 'worker', at: 'worker/src/', may: [...inwards('worker'), ...OURS_IN_WORKER, ...HTTP] },
  { name: 'demo', at: 'demo/', may: ['npm:hono', 'npm:hono/*', 'npm:@hono/*', 'npm:jose', 'node'] },
];

/** The room a file lives in; null for scripts, tests and configuration, which may look anywhere. */
export const roomOf = (file: string): Room | null => ROOMS.find((room) => file.startsWith(room.at)) ?? null;

/** Says why `file` may not import `specifier`, or null when it may. Paths are relative to the root of the repository, with forward slashes. */
export function breach(file: string, specifier: string, isType: boolean): string | null {
  const room = roomOf(file);
  if (!room) return null;
  const target = targetOf(file, specifier);
  if (target === room.name) return null;
  const allowed = isType ? [...room.may, ...(room.mayType ?? [])] : room.may;
  if (allowed.some((name) => fits(name, target))) return null;
  const asType = !isType && (room.mayType ?? []).some((name) => fits(name, target));
  return asType
    ? `${room.name} may only \`import type\` from ${specifier}`
    : `${room.name} may not import ${target.replace('npm:', '')} (CONVENTIONS, 2: which way arrows run)`;
}

/** A specifier in the words of the table: a room, one of our packages, `npm:name`, `node` or `cloudflare`. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    const path = normalize(join(dirname(file), specifier));
    return roomOf(path)?.name ?? path;
  }
  if (specifier.startsWith('node:')) return 'node';
  if (specifier.startsWith('cloudflare:')) return 'cloudflare';
  return specifier.startsWith('@rapport/') ? specifier : `npm:${specifier}`;
}

const fits = (name: string, target: string): boolean => (name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name);
