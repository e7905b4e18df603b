import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Product files of others, text by name, for the tests that need real ones; runs in Node, from vitest's config, because workerd reads no files.
 * Empty when `RAPPORT_DATA` (by default ../shared/data) isn't there.
 */
export function shopifyFiles(): Record<string, string> {
  const folder = join(process.env['RAPPORT_DATA'] ?? '../shared/data', 'shopify');
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A real shop's Google Merchant feed on four days, packed as it came, by day as base64; empty when they aren't there. */
export function merchantFiles(): Record<string, string> {
  const folder = join(process.env['RAPPORT_DATA'] ?? '../shared/data', 'merchant');
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((name) => name.endsWith('.xml.gz'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}
