import { readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ShopMade } from '@rapport/protocol';
import { startDemo } from '../../scripts/serve/demo.ts';
import { ROOT } from '../../scripts/serve/paths.ts';

/** The demo shop, which knows of Rapport only what its owner pasted into it. */
export interface ShopFront {
  readonly url: string;
  /** The shop's clock, in ms from the machine's. */
  setClock(offsetMs: number): void;
  /** The file that the shop offers for download. */
  file(name: 'catalogue.csv' | 'arrivals.csv'): Promise<string>;
  /** Every tag of a page that names this address. */
  mentions(path: string, address: string): Promise<string[]>;
  close(): Promise<unknown>;
}

/** Opens the shop front with the keys that the console showed. */
export async function openShopFront(dir: string, port: number, rapportUrl: string, keys: ShopMade): Promise<ShopFront> {
  const configFile = join(dir, 'front.json');
  const clockFile = join(dir, 'front-clock');
  writeFileSync(configFile, JSON.stringify({ rapportUrl, ...keys }), { mode: 0o600 });
  writeFileSync(clockFile, '0');
  const before = process.env['NODE_OPTIONS'];
  process.env['NODE_OPTIONS'] = `--import=${pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href}`;
  process.env['JOURNEY_CLOCK'] = clockFile;
  const { url, child } = await startDemo({ configFile, dataDir: join(dir, 'front'), port }).finally(() => {
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
  });
  return {
    url,
    setClock: (offsetMs) => writeFileSync(clockFile, String(offsetMs)),
    file: async (name) => (await fetch(`${url}/counter/${name}`)).text(),
    mentions: async (path, address) => ((await (await fetch(url + path)).text()).match(/<[^>]+>/g) ?? []).filter((tag) => tag.includes(address)),
    close: () => child.stop(),
  };
}

/** Product files as a real shop exported them, text by name; empty where the folder isn't there. */
export function realFiles(): ReadonlyMap<string, string> {
  const folder = join(resolve(ROOT, process.env['RAPPORT_DATA'] ?? '../shared/data'), 'shopify');
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A catalogue with one row at its end that no shop would want; `line` is where it stands. */
export function withBrokenRow(csv: string): { csv: string; line: number } {
  const whole = csv.replace(/[\r\n]*$/, '');
  const values: Readonly<Record<string, string>> = {
    id: 'broken-cup',
    group_id: 'broken-cup',
    title: 'A cup without a price',
    price: 'ask us',
    currency: 'EUR',
  };
  const header = whole.slice(0, whole.indexOf('\n')).replace('\r', '').split(',');
  const row = header.map((name) => values[name.replace(/^\uFEFF/, '')] ?? '').join(',');
  return { csv: `${whole}\n${row}\n`, line: whole.split('\n').length + 1 };
}
