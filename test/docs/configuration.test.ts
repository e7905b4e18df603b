import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { COMPATIBILITY_DATE, OBJECT_CLASSES } from '../../scripts/serve/config.ts';
import { ROOT } from '../../scripts/serve/paths.ts';

interface Wrangler {
  readonly compatibility_date: string;
  readonly durable_objects: { readonly bindings: readonly { readonly name: string; readonly class_name: string }[] };
  readonly migrations: readonly { readonly new_sqlite_classes?: readonly string[] }[];
}

const file = 'worker/wrangler.jsonc';
const wrangler = ts.parseConfigFileTextToJson(file, readFileSync(join(ROOT, file), 'utf8')).config as Wrangler;

test('plain workerd and Cloudflare are given the same objects', () => {
  const named = Object.fromEntries(wrangler.durable_objects.bindings.map(({ name, class_name }) => [name, class_name]));
  expect(named).toEqual(OBJECT_CLASSES);
  expect(wrangler.migrations.flatMap(({ new_sqlite_classes = [] }) => new_sqlite_classes)).toEqual(Object.values(OBJECT_CLASSES));
});

test('plain workerd and Cloudflare behave as of the same day', () => {
  expect(wrangler.compatibility_date).toBe(COMPATIBILITY_DATE);
});
