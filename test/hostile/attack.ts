import { PROBLEMS, problemType, ROUTES } from '@rapport/protocol';
import type { ProblemCode } from '@rapport/protocol';
import * as z from 'zod';
import type { Chance } from '../faults/chance.ts';
import type { House } from '../harness/index.ts';
import { printOf } from './ledger.ts';
import type { Attack } from './shots.ts';
import { aStage, type Stage } from './stage.ts';
import { aWire, type Reply, type Shot } from './wire.ts';

/** What a refusal must look like. */
const Refusal = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.uuid(),
  retryable: z.boolean(),
  retryAfterMs: z.number().optional(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});
const codeByType = new Map(Object.keys(PROBLEMS).map((code) => [problemType(code as ProblemCode), code as ProblemCode]));

/** What went wrong, in words that let it be found again. */
export interface Outcome {
  readonly requests: number;
  readonly fiveXx: readonly string[];
  readonly ledgerChanges: readonly string[];
  readonly schemaMisses: readonly string[];
  /** Answers by status: a run that only meets 401 or 429 has tested nothing. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Numbers of the notes' list that were used. */
  readonly numbers: ReadonlySet<number>;
  readonly routes: ReadonlySet<string>;
}

const VALUE = /orders|points\/(import|awards)|redemptions|vouchers|identify|webhooks|shoppers\/\{id\}$/;

/** Runs attacks against a house: each stage is a shop that takes one request at a time, so that a changed ledger has one cause. */
export async function attack(house: House, attacks: readonly Attack[], chance: Chance, lanes = 6): Promise<Outcome> {
  const stages = await Promise.all(Array.from({ length: lanes }, (_, number) => aStage(house, number)));
  const wire = aWire(house.url, lanes * 2);
  const [fiveXx, ledgerChanges, schemaMisses]: [string[], string[], string[]] = [[], [], []];
  const byStatus: Record<string, number> = {};
  const waiting = [...attacks].values();
  let requests = 0;

  const run = async (stage: Stage): Promise<void> => {
    let print = await printOf(house, stage.shop.shopId);
    for (const one of waiting) {
      const shot = await one.aim(stage, chance);
      const reply = await wire.send(shot);
      requests += 1;
      byStatus[reply.status] = (byStatus[reply.status] ?? 0) + 1;
      const said = `${one.route.method} ${one.route.path}, ${one.number} ${one.what} → ${reply.status} ${reply.text.slice(0, 160)}`;
      if (isFailure(one, shot, reply)) fiveXx.push(said);
      else for (const miss of misses(one, shot, reply)) schemaMisses.push(`${said}: ${miss}`);
      // Only what is refused must leave everything as it was; where nothing of value can be changed at all, nothing may change in any case.
      const mayChange = reply.status < 400 && VALUE.test(one.route.path);
      const now = await printOf(house, stage.shop.shopId);
      if (now !== print && !mayChange) ledgerChanges.push(`${said}: ${print} → ${now}`);
      print = now;
      if (reply.status < 300) await follow(one, stage, reply);
    }
  };
  await Promise.all(stages.map(run));
  wire.close();
  const numbers = new Set(attacks.map(({ number }) => number));
  const routes = new Set(attacks.map(({ route }) => `${route.method} ${route.path}`));
  return { requests, fiveXx, ledgerChanges, schemaMisses, byStatus, numbers, routes };
}

/** Nothing at all, or a failure of ours. Being moved or too busy is none where the contract says so and says when to come back. */
export function isFailure({ route }: Attack, { method }: Pick<Shot, 'method'>, { status, headers, text }: Reply): boolean {
  if (status === 0) return true;
  if (status < 500) return false;
  // An answer to HEAD has no body that could name the problem.
  if (method === 'HEAD')
    return !(status === 503 && route.problems.some((code) => PROBLEMS[code].status === 503) && headers['retry-after'] !== undefined);
  const code = codeByType.get((parsed(text) as { type?: string } | undefined)?.type ?? '');
  return !(status === 503 && code !== undefined && route.problems.includes(code) && headers['retry-after'] !== undefined);
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What another route says that was hit by changing method or path. */
const saidElsewhere = ({ method, path }: Shot): readonly ProblemCode[] =>
  ROUTES.filter(
    (other) => other.method.toUpperCase() === method && new RegExp(`^${other.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?', 1)[0] ?? ''),
  ).flatMap(({ problems }) => problems);

/** What of an answer the contract does not say. */
export function misses({ route, loose }: Attack, shot: Shot, { status, headers, text }: Reply): string[] {
  if (shot.method === 'HEAD' || shot.method === 'OPTIONS') return [];
  if (status < 400) {
    if (loose) return [];
    if (status !== route.status) return [`the contract says ${route.status}`];
    if (route.file && String(headers['content-type']).startsWith(`${route.file};`)) return [];
    const issues = route.answer?.safeParse(parsed(text)).error?.issues ?? [];
    return issues.map(({ path, message }) => `the answer’s ${path.join('.')}: ${message}`);
  }
  if (headers['content-type'] !== 'application/problem+json') return [`it is ${String(headers['content-type'])}`];
  const refusal = Refusal.safeParse(parsed(text));
  if (!refusal.success) return ['the refusal has another form'];
  const code = codeByType.get(refusal.data.type);
  if (code === undefined) return ['nobody knows this problem'];
  return [
    ...(PROBLEMS[code].status === status && refusal.data.status === status ? [] : ['its status is another']),
    ...(route.problems.includes(code) || (loose && (code === 'not-found' || saidElsewhere(shot).includes(code)))
      ? []
      : [`the contract doesn’t name ${code} here`]),
    ...((status === 429 || status === 503) && headers['retry-after'] === undefined ? ['it doesn’t say when to come back'] : []),
    ...(refusal.data.instance === headers['x-request-id'] ? [] : ['it names another request']),
  ];
}

/** What somebody who has just changed something knows from the answer. */
async function follow({ route }: Attack, stage: Stage, { text }: Reply): Promise<void> {
  const answer = parsed(text) as Record<string, string> | undefined;
  if (answer?.['identitySecret'] && route.path === '/v1/identity-secret') stage.identitySecret = answer['identitySecret'];
  if (answer?.['webhookSecret'] && route.path === '/v1/webhook-secret') stage.webhookSecret = answer['webhookSecret'];
  if (route.path === '/v1/shop' && route.method === 'patch') await stage.settings();
}
