import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** How a child ended; `code` is null when a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that we started and that ends, at the latest, when we do. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The last lines it wrote, to show when it failed. */
  lastLines(): string;
  /** Asks it to end, insists after `graceMs`, and waits until it has ended. */
  stop(graceMs?: number): Promise<Ended>;
  /** Ends it without warning, as a power cut would. */
  kill9(): Promise<Ended>;
}

/** What to call the child in the console and where to keep what it writes. */
export interface ChildNotes {
  readonly name: string;
  readonly logFile: string;
}

const running = new Set<ChildProcess>();
// workerd outlives a parent that was killed, so whoever leaves takes along what they started, by its id and never by its name.
const takeAlong = (): void => running.forEach((child) => child.kill('SIGKILL'));
process.on('exit', takeAlong);
// A signal that nobody else handles ends a process without 'exit'.
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }) as [NodeJS.Signals, number][]) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  });
}

/** Starts a program whose output goes to a log file, and with RAPPORT_VERBOSE to the console as well. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions, notes: ChildNotes): Child {
  const child = spawn(command, args, options);
  if (child.pid === undefined) throw new Error(`${notes.name} could not be started: ${command}`);
  running.add(child);
  const log = createWriteStream(notes.logFile, { flags: 'a', mode: 0o600 });
  const last: string[] = [];
  const keep = (line: string): void => {
    log.write(`${line}\n`);
    last.push(line);
    if (last.length > 20) last.shift();
    if (process.env['RAPPORT_VERBOSE']) console.error(`[${notes.name}] ${line}`);
  };
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', keep);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      log.end(() => resolve({ code, signal }));
    });
  });
  const kill9 = (): Promise<Ended> => {
    child.kill('SIGKILL');
    return ended;
  };
  return {
    pid: child.pid,
    process: child,
    ended,
    lastLines: () => last.join('\n'),
    kill9,
    async stop(graceMs = 3_000) {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
      return ended.finally(() => clearTimeout(insist));
    },
  };
}

/** The first line of `stream` for which `pick` finds something. Fails when the child ends before. */
export function firstLine<T>(child: Child, stream: Readable, pick: (line: string) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    createInterface({ input: stream }).on('line', (line) => {
      const found = pick(line);
      if (found !== undefined) resolve(found);
    });
    void child.ended.then((how) => reject(new Error(`ended at once (${how.signal ?? how.code}): ${child.lastLines() || 'without a word'}`)));
  });
}
