/** What is needed of `localStorage`; tests pass a plain one. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** JSON values under Rapport's own prefix. */
export interface Store {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  remove(key: string): void;
  /** Our keys (without prefix) that begin so. */
  keys(start: string): string[];
}

const PREFIX = 'rapport.';

/**
 * Opens the store. A storage that is full, forbidden or holds something unreadable never throws into the shop's page:
 * a value that can't be read counts as absent, one that can't be written lives as long as the page.
 */
export const openStore = (storage: StorageLike | null): Store => {
  const memory = new Map<string, unknown>();
  return {
    get(key) {
      if (memory.has(key)) return memory.get(key);
      try {
        return JSON.parse(storage?.getItem(PREFIX + key) ?? 'null') as unknown;
      } catch {
        return null; // unreadable or forbidden: as if absent
      }
    },
    set(key, value) {
      try {
        if (!storage) throw 0;
        storage.setItem(PREFIX + key, JSON.stringify(value));
        memory.delete(key);
      } catch {
        memory.set(key, value); // full or forbidden: for this page only
      }
    },
    remove(key) {
      memory.delete(key);
      try {
        storage?.removeItem(PREFIX + key);
      } catch {
        return; // forbidden: nothing of ours can be in it
      }
    },
    keys(start) {
      const found = [];
      try {
        for (let i = 0; storage && i < storage.length; i++) {
          const key = storage.key(i);
          if (key?.startsWith(PREFIX + start)) found.push(key.slice(PREFIX.length));
        }
      } catch {
        return []; // forbidden: nothing of ours can be in it
      }
      return found;
    },
  };
};
