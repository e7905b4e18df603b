import { readFileSync, readdirSync } from 'node:fs';

const fieldsOf = (pid: string): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];

/**
 * Processor time that a process and those below it have taken so far, in ms: Linux counts it in hundredths of a second. It says what something costs even where other
 * programs take most of the machine, which wall-clock time then does not.
 */
export function cpuMs(pid: number): number {
  const ticks = (id: string): number => {
    const fields = fieldsOf(id);
    return Number(fields[11]) + Number(fields[12]);
  };
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(fieldsOf(name)[1]) === pid;
      } catch {
        // It ended while we looked.
        return false;
      }
    });
  return [String(pid), ...children].reduce((sum, id) => sum + ticks(id), 0) * 10;
}
