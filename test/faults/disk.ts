import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { House } from '../harness/index.ts';

/** Classes of our objects, as the folders on the disk are called. */
export type Kind = 'Shop' | 'Shoppers' | 'Catalog' | 'Recommender' | 'Courier';
export type Row = Readonly<Record<string, string | number | null>>;

/** An object's database while nobody else has it open. */
export interface ObjectFile {
  readonly file: string;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  run(sql: string, ...values: SQLInputValue[]): void;
}

/** The disk of a house whose worker has just been killed: every row of every object, past the worker, so that nothing is believed only because it says so. */
export interface Disk {
  /** The objects of a class that hold anything. */
  objects(kind: Kind): readonly ObjectFile[];
  /** The rows of all objects of a class. */
  rows(kind: Kind, sql: string, ...values: SQLInputValue[]): Row[];
}

/** Kills the worker, reads (or spoils) what is on the disk, and starts it again. */
export async function whileDead<T>(house: House, look: (disk: Disk) => T): Promise<T> {
  await house.kill9();
  const open: DatabaseSync[] = [];
  const objects = (kind: Kind): ObjectFile[] =>
    globSync(`objects/rapport-${kind}Object-v1/*.sqlite`, { cwd: house.worker.dataDir })
      .filter((file) => !file.endsWith('metadata.sqlite'))
      .map((file) => {
        const db = new DatabaseSync(join(house.worker.dataDir, file));
        open.push(db);
        return {
          file,
          all: (sql: string, ...values: SQLInputValue[]) => db.prepare(sql).all(...values) as Row[],
          run: (sql: string, ...values: SQLInputValue[]) => void db.prepare(sql).run(...values),
        };
      })
      .filter((object) => object.all("SELECT name FROM sqlite_master WHERE name = 'migration'").length > 0);
  try {
    return look({ objects, rows: (kind, sql, ...values) => objects(kind).flatMap((object) => object.all(sql, ...values)) });
  } finally {
    for (const db of open) db.close();
    await house.restart();
  }
}
