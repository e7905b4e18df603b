/* oxlint-disable max-lines -- migrations are only ever added to, and each stands as it was written */
import type { Migration, Split } from '../../platform/migrate.ts';

/** The order of letters left out of a spelling; 0 = none. As many as a spelling may have letters (`TYPO_CHARS.most` of the domain). */
const PLACES = JSON.stringify(Array.from({ length: 31 }, (_, place) => place));

/** Each spelling of a watch's keys with each of its letters left out, and whole: as `shapesOf` of the domain. */
const shapes = (row: 'NEW' | 'OLD'): string => `
  SELECT DISTINCT CASE place.value WHEN 0 THEN spelling.value ELSE substr(spelling.value, 1, place.value - 1) || substr(spelling.value, place.value + 1) END AS shape,
    spelling.value AS spelling, json_extract(filed.value, '$.key') AS key
  FROM json_each(${row}.keys) AS filed, json_each(filed.value, '$.spellings') AS spelling, json_each('${PLACES}') AS place
  WHERE place.value <= length(spelling.value)`;

// Not INSERT OR IGNORE: within a trigger the conflict rule of the outer statement counts.
const fill = `
  INSERT INTO watch_key (key, shopper, watch) SELECT DISTINCT json_extract(value, '$.key'), NEW.shopper, NEW.id FROM json_each(NEW.keys) AS filed
    WHERE NOT EXISTS (SELECT 1 FROM watch_key k WHERE k.key = json_extract(filed.value, '$.key') AND k.shopper = NEW.shopper AND k.watch = NEW.id);
  INSERT INTO watch_word (shape, spelling, key) SELECT shape, spelling, key FROM (${shapes('NEW')}) AS made
    WHERE NOT EXISTS (SELECT 1 FROM watch_word w WHERE w.shape = made.shape AND w.spelling = made.spelling AND w.key = made.key);`;

const empty = `
  DELETE FROM watch_key WHERE shopper = OLD.shopper AND watch = OLD.id AND key IN (SELECT json_extract(value, '$.key') FROM json_each(OLD.keys));
  DELETE FROM watch_word WHERE (shape, spelling, key) IN (${shapes('OLD')}) AND NOT EXISTS (SELECT 1 FROM watch_key WHERE watch_key.key = watch_word.key);`;

/** The words of a watch's index, those beside a key as well: `key`, `spellings`. */
const allWords = (row: 'NEW' | 'OLD'): string => `
  SELECT json_extract(filed.value, '$.key') AS key, json_extract(filed.value, '$.spellings') AS spellings FROM json_each(${row}.keys) AS filed
  UNION SELECT json_extract(near.value, '$.key'), json_extract(near.value, '$.spellings') FROM json_each(${row}.keys) AS filed, json_each(filed.value, '$.beside') AS near`;

/** Each spelling of a watch's words with the key it stands for. */
const allSpellings = (row: 'NEW' | 'OLD'): string =>
  `SELECT DISTINCT spelling.value AS spelling, word.key AS key FROM (${allWords(row)}) AS word, json_each(word.spellings) AS spelling`;

/** With each of its letters left out, and whole: as `shapesOf` of the domain. */
const shapesFrom = (spellings: string): string => `
  SELECT DISTINCT CASE place.value WHEN 0 THEN made.spelling ELSE substr(made.spelling, 1, place.value - 1) || substr(made.spelling, place.value + 1) END, made.spelling, made.key
  FROM (${spellings}) AS made CROSS JOIN json_each('${PLACES}') AS place WHERE place.value <= length(made.spelling)`;

/** Spellings that nobody needed before; those that are there are there with all their shapes. */
const newSpellings = `SELECT spelling, key FROM (${allSpellings('NEW')}) AS named
  WHERE NOT EXISTS (SELECT 1 FROM watch_word w WHERE w.shape = named.spelling AND w.spelling = named.spelling AND w.key = named.key)`;

const besides = (row: 'NEW' | 'OLD'): string =>
  `SELECT DISTINCT json_extract(near.value, '$.key') AS word FROM json_each(${row}.keys) AS filed, json_each(filed.value, '$.beside') AS near
  WHERE json_extract(near.value, '$.key') NOT IN (SELECT json_extract(value, '$.key') FROM json_each(${row}.keys))`;

const fillBeside = `
  INSERT INTO watch_key (key, shopper, watch, one, other)
    SELECT json_extract(value, '$.key'), NEW.shopper, NEW.id, coalesce(json_extract(value, '$.beside[0].mark'), 0), coalesce(json_extract(value, '$.beside[1].mark'), 0)
    FROM json_each(NEW.keys) AS filed WHERE true GROUP BY 1
    ON CONFLICT (key, shopper, watch) DO UPDATE SET one = excluded.one, other = excluded.other;
  INSERT INTO watch_beside (word, shopper, watch) SELECT word, NEW.shopper, NEW.id FROM (${besides('NEW')}) AS near
    WHERE NOT EXISTS (SELECT 1 FROM watch_beside b WHERE b.word = near.word AND b.shopper = NEW.shopper AND b.watch = NEW.id);
  INSERT INTO watch_word (shape, spelling, key) ${shapesFrom(newSpellings)};`;

const emptyBeside = `
  DELETE FROM watch_key WHERE shopper = OLD.shopper AND watch = OLD.id AND key IN (SELECT json_extract(value, '$.key') FROM json_each(OLD.keys));
  DELETE FROM watch_beside WHERE shopper = OLD.shopper AND watch = OLD.id AND word IN (${besides('OLD')});
  DELETE FROM watch_word WHERE (shape, spelling, key) IN (${shapesFrom(allSpellings('OLD'))}) AND NOT EXISTS (SELECT 1 FROM watch_key WHERE watch_key.key = watch_word.key)
    AND NOT EXISTS (SELECT 1 FROM watch_beside WHERE watch_beside.word = watch_word.key);`;

/** What a watch is filed under, as `filingOf` writes it: rows of the index, and the spellings of its words. */
const rowsOf = (row: 'NEW' | 'OLD'): string => `json_each(${row}.keys, '$.rows') AS filed`;
const namedBy = (row: 'NEW' | 'OLD'): string =>
  `SELECT json_extract(named.value, '$[1]'), json_extract(named.value, '$[0]') FROM json_each(${row}.keys, '$.words') AS named`;

const enter = `
  INSERT INTO watch_key (mark, watch, beside) SELECT json_extract(value, '$[0]'), NEW.rowid, json_extract(value, '$[1]') FROM ${rowsOf('NEW')};
  UPDATE watch_spelling SET uses = uses + 1 WHERE (spelling, mark) IN (${namedBy('NEW')});
  INSERT INTO watch_spelling (spelling, mark, uses) SELECT json_extract(value, '$[1]'), json_extract(value, '$[0]'), 1 FROM json_each(NEW.keys, '$.words') AS named
    WHERE NOT EXISTS (SELECT 1 FROM watch_spelling s WHERE s.spelling = json_extract(named.value, '$[1]') AND s.mark = json_extract(named.value, '$[0]'));`;

const leave = `
  DELETE FROM watch_key WHERE watch = OLD.rowid AND mark IN (SELECT json_extract(value, '$[0]') FROM ${rowsOf('OLD')});
  UPDATE watch_spelling SET uses = uses - 1 WHERE (spelling, mark) IN (${namedBy('OLD')});
  DELETE FROM watch_spelling WHERE uses = 0 AND (spelling, mark) IN (${namedBy('OLD')});`;

/** What a plain search doesn't have, as one text; null for one. */
const restOf = (row: 'NEW' | 'watch'): string => `
  CASE WHEN ${row}.kind = 'search' AND ${row}.filters = '{}' AND ${row}.paused = 0 AND ${row}.frequency = 'at-once' THEN NULL
    ELSE '' || json_array(${row}.kind, ${row}.paused, ${row}.frequency, ${row}.what, ${row}.product, ${row}.variant, ${row}.baseline_minor,
      json(${row}.filters), json(${row}.goal), json(${row}.traits)) END`;

/** Groups of marks that are counted by themselves; a power of two, for a mark's last bits say its group. */
const GROUPS_OF_MARKS = 64;
const GROUPS = JSON.stringify(Array.from({ length: GROUPS_OF_MARKS }, (_, group) => group));

/** The spelling of a row whole and with each of its letters left out: as `shapesOf` of the domain. */
const shapesOfRow = (row: 'NEW' | 'OLD'): string => `
  SELECT DISTINCT CASE place.value WHEN 0 THEN ${row}.spelling ELSE substr(${row}.spelling, 1, place.value - 1) || substr(${row}.spelling, place.value + 1) END AS shape
  FROM json_each('${PLACES}') AS place WHERE place.value <= length(${row}.spelling)`;

/**
 * Watches of every kind and their reverse index. The index follows the watches by triggers, so that however a row comes or goes (a merge, a move, an erasure), it is
 * filed or taken off. A watch is found by \`watch_key\`; \`watch_shape\` finds words that are one slip of the pen away. All of it is this object's own and never copied.
 */
export const WATCH_MIGRATIONS: readonly Migration[] = [
  {
    id: 'watches-1',
    sql: `
      CREATE TABLE watch_kept (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('search', 'follow', 'price', 'stock', 'like')),
        query TEXT NOT NULL,
        same_as TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        told_at_ms INTEGER,
        paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
        frequency TEXT NOT NULL DEFAULT 'at-once' CHECK (frequency IN ('at-once', 'daily', 'weekly')),
        filters TEXT NOT NULL DEFAULT '{}',
        what TEXT,
        product TEXT,
        variant TEXT,
        goal TEXT,
        baseline_minor INTEGER,
        traits TEXT NOT NULL DEFAULT '[]',
        keys TEXT NOT NULL,
        filing INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO watch_kept (shopper, id, kind, query, same_as, created_at_ms, told_at_ms, keys, filing)
        SELECT shopper, id, kind, query, 'search ' || query, created_at_ms, told_at_ms, json_array(json_object('key', filed_under, 'spellings', json('[]'))), 0 FROM watch;
      DROP TABLE watch;
      ALTER TABLE watch_kept RENAME TO watch;
      CREATE INDEX watch_to_file ON watch (shopper, id) WHERE filing = 0;

      CREATE TABLE watch_key (
        key TEXT NOT NULL,
        shopper TEXT NOT NULL,
        watch TEXT NOT NULL,
        PRIMARY KEY (key, shopper, watch)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO watch_key (key, shopper, watch) SELECT json_extract(filed.value, '$.key'), watch.shopper, watch.id FROM watch, json_each(watch.keys) AS filed;

      CREATE TABLE watch_word (
        shape TEXT NOT NULL,
        spelling TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (shape, spelling, key)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER watch_is_filed AFTER INSERT ON watch BEGIN ${fill} END;
      CREATE TRIGGER watch_is_refiled AFTER UPDATE OF keys ON watch WHEN OLD.keys <> NEW.keys BEGIN ${empty} ${fill} END;
      CREATE TRIGGER watch_is_taken_off AFTER DELETE ON watch BEGIN ${empty} END;

      -- What came in and somebody may wait for, until all of them have been looked at; "after" = the last person who was.
      CREATE TABLE arrival (
        source TEXT NOT NULL,
        seq INTEGER NOT NULL,
        change TEXT NOT NULL,
        after_shopper TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (source, seq)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: 'watches-2',
    sql: `
      -- The marks of words of which a product that answers has at least one beside the key; 0 = the key alone decides, as in rows filed before.
      ALTER TABLE watch_key ADD COLUMN one INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE watch_key ADD COLUMN other INTEGER NOT NULL DEFAULT 0;

      -- Who needs the spellings of a word that only stands beside keys.
      CREATE TABLE watch_beside (
        word TEXT NOT NULL,
        shopper TEXT NOT NULL,
        watch TEXT NOT NULL,
        PRIMARY KEY (word, shopper, watch)
      ) STRICT, WITHOUT ROWID;

      -- Counts on when a spelling is filed that was not there before: what is known of slips in memory is true until then.
      CREATE TABLE watch_turn (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        turn INTEGER NOT NULL
      ) STRICT;
      INSERT INTO watch_turn (one, turn) VALUES (1, 0);

      DROP TRIGGER watch_is_filed;
      DROP TRIGGER watch_is_refiled;
      DROP TRIGGER watch_is_taken_off;
      CREATE TRIGGER watch_is_filed AFTER INSERT ON watch BEGIN ${fillBeside} END;
      CREATE TRIGGER watch_is_refiled AFTER UPDATE OF keys ON watch WHEN OLD.keys <> NEW.keys BEGIN ${emptyBeside} ${fillBeside} END;
      CREATE TRIGGER watch_is_taken_off AFTER DELETE ON watch BEGIN ${emptyBeside} END;
      CREATE TRIGGER watch_word_is_new AFTER INSERT ON watch_word WHEN NEW.shape = NEW.spelling BEGIN UPDATE watch_turn SET turn = turn + 1; END;
    `,
  },
  {
    id: 'watches-3',
    sql: `
      -- The index names watches by their row numbers and words by 32 bits of their letters: rows of some twenty bytes, where they had a hundred. See decision 0041.
      DROP TRIGGER watch_is_filed;
      DROP TRIGGER watch_is_refiled;
      DROP TRIGGER watch_is_taken_off;
      DROP TABLE watch_key;
      DROP TABLE watch_beside;
      DROP TABLE watch_word;
      DROP TABLE watch_turn;

      -- With row numbers; everything is filed anew before anything else comes in.
      DROP INDEX watch_to_file;
      ALTER TABLE watch RENAME TO watch_before;
      CREATE TABLE watch (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('search', 'follow', 'price', 'stock', 'like')),
        query TEXT NOT NULL,
        same_as TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        told_at_ms INTEGER,
        paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
        frequency TEXT NOT NULL DEFAULT 'at-once' CHECK (frequency IN ('at-once', 'daily', 'weekly')),
        filters TEXT NOT NULL DEFAULT '{}',
        what TEXT,
        product TEXT,
        variant TEXT,
        goal TEXT,
        baseline_minor INTEGER,
        traits TEXT NOT NULL DEFAULT '[]',
        keys TEXT NOT NULL,
        filing INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT;
      INSERT INTO watch (shopper, id, kind, query, same_as, created_at_ms, told_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor, traits, keys, filing)
        SELECT shopper, id, kind, query, same_as, created_at_ms, told_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor, traits, '{}', 0
        FROM watch_before;
      DROP TABLE watch_before;
      CREATE INDEX watch_to_file ON watch (filing) WHERE filing = 0;

      -- "watch" = row number; "beside" = other words of the search and how many of them a product may lack, in one number: \`rowOf\` of the domain.
      CREATE TABLE watch_key (
        mark INTEGER NOT NULL,
        watch INTEGER NOT NULL,
        beside INTEGER NOT NULL,
        PRIMARY KEY (mark, watch)
      ) STRICT, WITHOUT ROWID;

      -- How the words of watches are spelt, and how many watches have them. The numbers are never used again: what has come since is what is above the last.
      CREATE TABLE watch_spelling (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        spelling TEXT NOT NULL,
        mark INTEGER NOT NULL,
        uses INTEGER NOT NULL,
        UNIQUE (spelling, mark)
      ) STRICT;
      CREATE TABLE watch_shape (
        shape TEXT NOT NULL,
        spelling INTEGER NOT NULL,
        PRIMARY KEY (shape, spelling)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER watch_is_filed AFTER INSERT ON watch BEGIN ${enter} END;
      CREATE TRIGGER watch_is_refiled AFTER UPDATE OF keys ON watch WHEN OLD.keys <> NEW.keys BEGIN ${leave} ${enter} END;
      CREATE TRIGGER watch_is_taken_off AFTER DELETE ON watch BEGIN ${leave} END;
      CREATE TRIGGER watch_spelling_has_come AFTER INSERT ON watch_spelling BEGIN
        INSERT INTO watch_shape (shape, spelling) SELECT shape, NEW.number FROM (${shapesOfRow('NEW')}) AS made; END;
      CREATE TRIGGER watch_spelling_has_gone AFTER DELETE ON watch_spelling BEGIN
        DELETE FROM watch_shape WHERE spelling = OLD.number AND shape IN (${shapesOfRow('OLD')}); END;

      -- How far a change has been worked off, by the row number of a watch: in another object it begins again, and nobody is told twice.
      ALTER TABLE arrival DROP COLUMN after_shopper;
      CREATE TABLE arrival_reached (
        source TEXT NOT NULL,
        seq INTEGER NOT NULL,
        watch INTEGER NOT NULL,
        PRIMARY KEY (source, seq)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: 'watches-4',
    sql: `
      -- Counts what changes in the index, by groups of marks: what is remembered of a group is true until then.
      CREATE TABLE watch_turn (
        marks INTEGER NOT NULL PRIMARY KEY,
        turn INTEGER NOT NULL
      ) STRICT;
      INSERT INTO watch_turn (marks, turn) SELECT value, 0 FROM json_each('${GROUPS}');
      CREATE TRIGGER watch_key_has_come AFTER INSERT ON watch_key BEGIN UPDATE watch_turn SET turn = turn + 1 WHERE marks = (NEW.mark & ${GROUPS_OF_MARKS - 1}); END;
      CREATE TRIGGER watch_key_has_gone AFTER DELETE ON watch_key BEGIN UPDATE watch_turn SET turn = turn + 1 WHERE marks = (OLD.mark & ${GROUPS_OF_MARKS - 1}); END;
    `,
  },
  {
    id: 'watches-5',
    sql: `
      -- Of each watch what a product is held against, in narrow rows: hundreds are read for one product. See decision 0054.
      CREATE TABLE watch_match (
        watch INTEGER PRIMARY KEY,
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        query TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        rest TEXT
      ) STRICT;
      INSERT INTO watch_match (watch, shopper, id, query, created_at_ms, rest) SELECT rowid, shopper, id, query, created_at_ms, ${restOf('watch')} FROM watch;
      CREATE TRIGGER watch_match_has_come AFTER INSERT ON watch BEGIN
        INSERT INTO watch_match (watch, shopper, id, query, created_at_ms, rest) VALUES (NEW.rowid, NEW.shopper, NEW.id, NEW.query, NEW.created_at_ms, ${restOf('NEW')}); END;
      CREATE TRIGGER watch_match_has_changed
        AFTER UPDATE OF shopper, id, kind, query, created_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor, traits ON watch BEGIN
        UPDATE watch_match SET shopper = NEW.shopper, id = NEW.id, query = NEW.query, created_at_ms = NEW.created_at_ms, rest = ${restOf('NEW')} WHERE watch = NEW.rowid; END;
      CREATE TRIGGER watch_match_has_gone AFTER DELETE ON watch BEGIN DELETE FROM watch_match WHERE watch = OLD.rowid; END;
    `,
  },
  {
    id: 'watches-6',
    additive: true,
    sql: `
      -- Kept for somebody because they come back to it often, as they and the owner allow.
      ALTER TABLE watch ADD COLUMN inferred INTEGER NOT NULL DEFAULT 0 CHECK (inferred IN (0, 1));
    `,
  },
];

/** How each table behaves when a slice splits (law 8). The index is this object's own: the triggers make it again where the watches are written. */
export const WATCH_SPLIT = {
  watch: 'by-shopper',
  watch_key: 'local',
  watch_spelling: 'local',
  watch_shape: 'local',
  watch_turn: 'local',
  watch_match: 'local',
  arrival: 'copied',
  arrival_reached: 'local',
} as const satisfies Record<string, Split>;
