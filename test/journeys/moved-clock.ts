import { readFileSync } from 'node:fs';

// Read before the shop front's own code (`node --import`): its clock runs as far ahead as the file named by JOURNEY_CLOCK says, in ms,
// so that the shop lives on the same day as the worker whose clock a test has moved.

const file = process.env['JOURNEY_CLOCK'] ?? '';
const machine = Date;
const now = (): number => machine.now() + Number(readFileSync(file, 'utf8'));

globalThis.Date = new Proxy(machine, {
  construct: (target, args: unknown[]) => (args.length > 0 ? (Reflect.construct(target, args) as Date) : new target(now())),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
