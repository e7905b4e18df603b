import type { MergeFinal } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Refused } from '@rapport/protocol/problem';
import type { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { breakpoint } from '../../platform/breakpoint.ts';
import { now } from '../../platform/clock.ts';
import { BURIED } from '../../platform/directory.ts';
import type { Claim, Directory } from '../../platform/directory.ts';
import { pageOf } from '../../platform/page-of.ts';
import { Stopped, must } from '../port.ts';
import type { MergeKnown } from '../merge-shop-port.ts';
import type { Answer } from '../ports.ts';
import type { Seated } from './merge-saga.ts';
import type { PersonMergeRow, PersonMergeStore } from './person-merge-store.ts';
import type { ShopStore } from './shop-store.ts';

const DAY_MS = 86_400_000;

/** What led to somebody before their merge. */
interface Led {
  readonly claims: readonly Claim[];
  readonly forwards: readonly string[];
}

/** What merges of members are done with. */
export interface PersonMergeParts {
  readonly storage: DurableObjectStorage;
  readonly store: ShopStore;
  readonly merges: PersonMergeStore;
  readonly agenda: Agenda;
  readonly directory: Directory;
  readonly note: (who: string, what: string, detail: Readonly<Record<string, unknown>>) => void;
  readonly sliceOf: (id: string) => Promise<Seated>;
}

/**
 * Two members whom staff know to be one, and the way back. A saga of idempotent steps over two slices: seal, take in page by page, switch who is who, forward; the undo
 * parts, gives back page by page, switches. While it runs, calls for whoever is sealed wait as they do in a move. Whatever is asked twice is one merge.
 */
export class PersonMerges {
  readonly #parts: PersonMergeParts;

  constructor(parts: PersonMergeParts) {
    this.#parts = parts;
  }

  /** Begins a merge, or says which one it is. */
  begin(id: string, kept: string, gone: string, who: string): Answer<{ id: string }> {
    const { merges, storage, agenda, note } = this.#parts;
    const known = merges.one(id);
    if (known) return known.kept === kept && known.gone === gone ? { ok: true, id } : refused('key-reused');
    const same = merges.ofGone(gone);
    if (same && same.kept === kept && same.step !== 'undoing' && same.step !== 'restored') return { ok: true, id: same.id };
    const refusal = this.#mayMerge(kept, gone);
    if (refusal) return refusal;
    return atomic(storage, () => {
      merges.begin(id, kept, gone, who, now());
      note(who, 'people.merged', { kept, merged: gone, merge: id });
      agenda.plan({ kind: 'person-merge', key: id, dueAtMs: now(), lane: 0 });
      return { ok: true as const, id };
    });
  }

  /** Begins an undo, or says that it has been done. */
  undo(id: string, who: string): Answer<{ id: string }> {
    const { merges, storage, agenda, note } = this.#parts;
    const known = merges.one(id);
    if (!known) return refused('not-found');
    if (known.step === 'undone' || known.step === 'undoing' || known.step === 'restored') return { ok: true, id };
    const reason = this.whyNot(known);
    if (reason !== null) return reason === 'running' ? refused('moved', 'being merged') : refused('merge-conflict', WHY_NOT[reason]);
    return atomic(storage, () => {
      merges.beginUndo(id, who, now());
      note(who, 'people.parted', { kept: known.kept, merged: known.gone, merge: id });
      agenda.plan({ kind: 'person-merge', key: id, dueAtMs: now(), lane: 0 });
      return { ok: true as const, id };
    });
  }

  /** Why a merge can't be undone now; null = it can. */
  whyNot({ kept, gone, step }: PersonMergeRow): MergeFinal | null {
    const { directory, merges } = this.#parts;
    if (directory.resolve(gone) === BURIED || directory.resolve(kept) === BURIED) return 'erased';
    if (step === 'undone') return 'undone';
    if (step === 'final') return 'too-late';
    if (step !== 'merged' || merges.running(kept).length > 0) return 'running';
    return directory.resolve(kept) === kept ? null : 'merged-on';
  }

  /** Whether somebody is on the way to becoming somebody else, or back. */
  isRunning(person: string): boolean {
    return this.#parts.merges.running(person).length > 0;
  }

  /** Somebody with all who live on as them: each of these has rows of their own. */
  everybodyIn(person: string): string[] {
    const gone = this.#parts.merges.goneInto(person);
    return [person, ...gone.flatMap((one) => this.everybodyIn(one))];
  }

  /** Who is found as somebody else, whose ledger lies where they were. While a merge is under way nobody is found as anybody else yet. */
  livingOnAs(person: string): string[] {
    const { directory } = this.#parts;
    return this.everybodyIn(person).filter((one) => one !== person && directory.resolve(one) === person);
  }

  known(id: string): Answer<{ merge: MergeKnown }> {
    const row = this.#parts.merges.one(id);
    return row ? { ok: true, merge: this.#known(row) } : refused('not-found');
  }

  /** The newest first; a place in the list is the moment and the id of its last row. */
  list(before: string | null, limit: number): Answer<{ merges: MergeKnown[]; next: string | null }> {
    const cut = before === null ? null : /^(\d{1,15})\.(.{1,64})$/.exec(before);
    if (before !== null && !cut) return refused('invalid-query', 'That is not a place in this list.');
    const rows = this.#parts.merges.page(cut ? { atMs: Number(cut[1]), id: cut[2] ?? '' } : null, limit + 1);
    const { shown, next } = pageOf(rows, limit, (last) => `${last.atMs}.${last.id}`);
    return { ok: true, merges: shown.map((row) => this.#known(row)), next };
  }

  #known(row: PersonMergeRow): MergeKnown {
    const { id, kept, gone, step, atMs, by, undoneAtMs, undoneBy } = row;
    const state = step === 'undone' ? 'undone' : step === 'merged' || step === 'final' ? 'merged' : 'running';
    return { id, state, keptId: kept, mergedId: gone, atMs, by, undoneAtMs, undoneBy, final: this.whyNot(row) };
  }

  /** Does what is left of a merge or an undo. May be called again after a kill at any point. */
  async run(id: string): Promise<void> {
    const merge = this.#parts.merges.one(id);
    if (!merge) return;
    if (merge.step === 'begun' || merge.step === 'taken') await this.#merge(merge);
    if (merge.step === 'undoing' || merge.step === 'restored') await this.#part(merge);
  }

  /** Merges that nobody has undone within the time that events are kept for: nothing is kept aside for them any more. Plans the next look. */
  async settle(): Promise<void> {
    const { merges, store, agenda, sliceOf } = this.#parts;
    const keptMs = store.made().settings.retention.eventDays * DAY_MS;
    const due = merges.undoableBefore(now() - keptMs);
    for (const { id, kept, gone } of due) {
      for (const person of [gone, kept]) {
        const { slice, at } = await sliceOf(person);
        must(await slice.forgetMerge(at, person, id));
      }
      merges.advance(id, 'final', 0);
    }
    agenda.plan({ kind: 'person-merge-settle', key: 'all', dueAtMs: now() + DAY_MS, lane: 3 });
  }

  #mayMerge(kept: string, gone: string): Refused | null {
    const { directory, store } = this.#parts;
    if (kept === gone) return refused('merge-conflict', 'It is one and the same person.');
    for (const id of [kept, gone]) {
      if (directory.resolve(id) === BURIED) return refused('erased');
      if (directory.resolve(id) !== id) return refused('merge-conflict', 'One of them lives on as somebody else already.');
      if (this.isRunning(id) || store.isJoining(id)) return refused('moved', 'being merged');
    }
    return null;
  }

  async #merge({ id, kept, gone, atMs, ...row }: PersonMergeRow): Promise<void> {
    const { merges, storage, directory, agenda, sliceOf } = this.#parts;
    const [source, target] = [await sliceOf(gone), await sliceOf(kept)];
    await breakpoint('people.begun');
    if (row.step === 'begun') {
      must(await source.slice.sealPerson(source.at, gone, kept, id, atMs));
      await breakpoint('people.sealed');
      let { through } = row;
      for (let isMore = true; isMore;) {
        const { rows } = must(await source.slice.sealedRows(source.at, gone, id, through));
        await breakpoint('people.read');
        ({ through } = must(await target.slice.takeSealed(target.at, kept, gone, id, atMs, through, rows)));
        await breakpoint(rows === null ? 'people.taken' : 'people.landed');
        isMore = rows !== null;
        merges.advance(id, isMore ? 'begun' : 'taken', through);
      }
    }
    await breakpoint('people.copied');
    atomic(storage, () => {
      if (directory.resolve(gone) === gone) {
        const led: Led = { claims: directory.claimsOf(gone), forwards: directory.sourcesOf(gone) };
        merges.saveLed(id, JSON.stringify(led));
        directory.forward(gone, kept);
      }
    });
    await breakpoint('people.switched');
    must(await source.slice.forwardSealed(source.at, gone, kept));
    await breakpoint('people.forwarded');
    atomic(storage, () => {
      merges.advance(id, 'merged', 0);
      agenda.planAbout({ kind: 'person-merge-settle', key: 'all', dueAtMs: now() + DAY_MS, lane: 3 }, DAY_MS);
    });
  }

  async #part({ id, kept, gone, led, ...row }: PersonMergeRow): Promise<void> {
    const { merges, storage, directory, sliceOf } = this.#parts;
    const [source, target] = [await sliceOf(kept), await sliceOf(gone)];
    const atMs = row.undoneAtMs ?? now();
    await breakpoint('people.undoing');
    if (row.step === 'undoing') {
      must(await source.slice.partPerson(source.at, kept, id, atMs));
      await breakpoint('people.parted');
      let { through } = row;
      for (let isMore = true; isMore;) {
        const { rows } = must(await source.slice.sealedRows(source.at, kept, id, through));
        await breakpoint('people.read-back');
        ({ through } = must(await target.slice.restorePerson(target.at, gone, id, atMs, through, rows)));
        await breakpoint(rows === null ? 'people.restored' : 'people.landed-back');
        isMore = rows !== null;
        merges.advance(id, isMore ? 'undoing' : 'restored', through);
      }
    }
    atomic(storage, () => {
      const { claims, forwards } = JSON.parse(led) as Led;
      directory.partAgain(gone, kept, claims, forwards);
    });
    await breakpoint('people.switched-back');
    must(await source.slice.forgetMerge(source.at, kept, id));
    must(await target.slice.forgetMerge(target.at, gone, id));
    await breakpoint('people.forgotten');
    merges.advance(id, 'undone', 0);
  }
}

const WHY_NOT: Readonly<Record<Exclude<MergeFinal, 'running'>, string>> = {
  erased: 'The person was erased.',
  undone: 'It has been undone.',
  'too-late': 'It was merged longer ago than what is needed for an undo is kept.',
  'merged-on': 'The person was merged with somebody else since: undo that first.',
};

/** Something else is under way with a person; it is tried again. @throws {Stopped} always */
export const stopWhileMerging = (): never => {
  throw new Stopped('being merged');
};
