import { reset } from 'cloudflare:test';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate, undeclared } from './migrate.ts';
import type { Migration } from './migrate.ts';
import { MIGRATIONS, SPLITS } from './testing/platform-test-worker.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

const wish: Migration = { id: 'wish', sql: 'CREATE TABLE wish (id INTEGER NOT NULL PRIMARY KEY) STRICT' };
const wishText: Migration = { id: 'wish-text', sql: "ALTER TABLE wish ADD COLUMN text TEXT NOT NULL DEFAULT ''", additive: true };

const tables = (storage: DurableObjectStorage): string[] =>
  storage.sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .toArray()
    .map((row) => row.name);

it('applies what is new, once, however often the object starts', async () => {
  for (let start = 1; start <= 3; start += 1) {
    await inside(bench(), (_, storage) => {
      migrate(storage, [...MIGRATIONS, { ...wish, additive: true }]);
      storage.sql.exec('INSERT INTO wish DEFAULT VALUES');
      expect(storage.sql.exec('SELECT count(*) AS count FROM wish').one()).toEqual({ count: start });
    });
    await restart(bench());
  }
});

describe('what was applied and what the code knows', () => {
  it('stops when an applied migration has been changed', async () => {
    await inside(bench(), (_, storage) => {
      migrate(storage, [...MIGRATIONS, wish]);
      expect(() => migrate(storage, [...MIGRATIONS, { ...wish, sql: `${wish.sql} ` }])).toThrow('wish was changed');
    });
  });

  it('runs on over an unknown newer one that only adds, and stops at any other', async () => {
    await inside(bench(), (_, storage) => {
      migrate(storage, [...MIGRATIONS, wish, wishText]);
      expect(() => migrate(storage, [...MIGRATIONS, wish])).not.toThrow();
      expect(() => migrate(storage, MIGRATIONS)).toThrow('wish was applied by newer code');
    });
  });

  it('stops when a new one stands before one that was applied, or an id twice', async () => {
    await inside(bench(), (_, storage) => {
      migrate(storage, [...MIGRATIONS, wish]);
      const late = { id: 'late', sql: 'CREATE TABLE late (id INTEGER NOT NULL PRIMARY KEY) STRICT' };
      expect(() => migrate(storage, [...MIGRATIONS, late, wish])).toThrow('late stands before wish');
      expect(() => migrate(storage, [...MIGRATIONS, wish, wish])).toThrow('same id');
      expect(tables(storage)).not.toContain('late');
    });
  });
});

it('applies all or nothing', async () => {
  await inside(bench(), (_, storage) => {
    const broken = { id: 'broken', sql: 'CREATE TABLE half (id INTEGER NOT NULL PRIMARY KEY) STRICT; CREATE TABLE half (id INTEGER)' };
    expect(() => migrate(storage, [...MIGRATIONS, wish, broken])).toThrow('already exists');
    expect(tables(storage)).not.toContain('wish');
    expect(tables(storage)).not.toContain('half');
    migrate(storage, [...MIGRATIONS, wish]);
    expect(tables(storage)).toContain('wish');
  });
});

it('lets a room grow although another room’s tables were made after its first ones', async () => {
  await inside(bench(), (_, storage) => {
    const offer = { id: 'offer', sql: 'CREATE TABLE offer (id INTEGER NOT NULL PRIMARY KEY) STRICT' };
    migrate(storage, MIGRATIONS, [wish], [offer]);
    migrate(storage, MIGRATIONS, [wish, wishText], [offer]);
    storage.sql.exec("INSERT INTO wish (text) VALUES ('bowl')");
    expect(() => migrate(storage, MIGRATIONS, [wish, wishText], [offer, wish])).toThrow('same id');
  });
});

describe('append-only triggers', () => {
  const rewrite = (storage: DurableObjectStorage): unknown =>
    storage.sql.exec("INSERT OR REPLACE INTO note (id, stream, text) VALUES (1, '', 'history, improved')");

  it('stop INSERT OR REPLACE, after each start', async () => {
    await bench().note('history');
    for (let start = 0; start < 2; start += 1) {
      await inside(bench(), (_, storage) => expect(() => rewrite(storage)).toThrow('append-only'));
      await restart(bench());
    }
    expect(await bench().notes()).toEqual(['history']);
  });

  it('would not without the pragma: this is why it is there', async () => {
    await bench().note('history');
    await inside(bench(), (_, storage) => {
      storage.sql.exec('PRAGMA recursive_triggers = OFF');
      rewrite(storage);
    });
    expect(await bench().notes()).toEqual(['history, improved']);
  });
});

describe('the split rule of each table', () => {
  it('is declared for all tables of the platform, and each is STRICT', async () => {
    await inside(bench(), (_, storage) => {
      expect(undeclared(storage, SPLITS)).toEqual([]);
      const loose = storage.sql
        .exec<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        .toArray()
        .filter((row) => !/^(?:_cf_|sqlite_)/.test(row.name) && !/\) STRICT(?:, WITHOUT ROWID)?$/.test(row.sql));
      expect(loose).toEqual([]);
    });
  });

  it('is missed where it is missing, but not for the shadow tables of a full-text index', async () => {
    await inside(bench(), (_, storage) => {
      storage.sql.exec('CREATE VIRTUAL TABLE text USING fts5(words); CREATE TABLE text_config_of_ours (id INTEGER NOT NULL PRIMARY KEY) STRICT');
      expect(undeclared(storage, SPLITS)).toEqual(['text', 'text_config_of_ours']);
      expect(undeclared(storage, { ...SPLITS, text: 'by-shopper', text_config_of_ours: 'copied' })).toEqual([]);
    });
  });
});
