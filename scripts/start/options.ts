import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Trouble } from '../fail.ts';

/** What `npm start -- --data DIR --port N` chose. */
export interface StartOptions {
  /** Absolute path of the one folder that holds everything. */
  readonly dataDir: string;
  /** The worker's port; the shop is on the next one, the mailbox on the one after. */
  readonly port: number;
}

const HELP = `npm start -- [--data DIR] [--port N]
  --data DIR   where everything is kept (default .rapport)
  --port N     the worker's port; the shop takes N+1, the mailbox N+2 (default 8787)`;

/** Reads the command line; a folder is meant from where the person stands (`cwd`), the default lies in the repository (`root`). Anything else is refused, so that a slip isn't silently ignored. */
export function startOptions(args: readonly string[], { root, cwd }: { root: string; cwd: string }): StartOptions {
  let values: { data?: string | undefined; port: string; help: boolean };
  try {
    const options = {
      data: { type: 'string' },
      port: { type: 'string', default: '8787' },
      help: { type: 'boolean', default: false },
    } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : String(error)}\n${HELP}`);
  }
  if (values.help) throw new Trouble(HELP);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port < 1 || port > 65_533) throw new Trouble(`--port takes a number from 1 to 65533, not "${values.port}".`);
  if (values.data === '') throw new Trouble('--data takes the name of a folder.');
  return { dataDir: values.data === undefined ? resolve(root, '.rapport') : resolve(cwd, values.data), port };
}
