import { breakpoint } from '../../platform/breakpoint.ts';
import { must } from '../port.ts';
import type { At, SlicePort } from '../ports.ts';
import type { MergeRow } from './shop-store.ts';

/** A slice with the place it is believed to be in. */
export interface Seated {
  readonly slice: SlicePort;
  readonly at: At;
}

/** What the saga needs of the object that drives it. */
export interface MergeSteps {
  readonly source: Seated;
  readonly target: Seated;
  /** Writes down how far it has come. */
  save(step: MergeRow['step'], copiedThrough: number): void;
  /** Makes the guest's id lead to the member, and the merge done, in one transaction. */
  forward(): void;
}

/**
 * Carries a guest into the member they turned out to be (law 2): seal the guest, export by sequence, import once, leave a forward. Any step may run twice;
 * each page lands exactly once because the target keeps, with the page's rows, how far it has read.
 * @throws {Stopped} when a slice refuses, for instance because it is being moved
 */
export const carry = async (merge: MergeRow, { source, target, save, forward }: MergeSteps): Promise<void> => {
  const { guest, member } = merge;
  await breakpoint('merge.begun');
  if (merge.step === 'begun') {
    must(await source.slice.leave(source.at, guest, member));
    await breakpoint('merge.left');
    let page = merge.copiedThrough;
    for (;;) {
      const { rows } = must(await source.slice.exportPerson(source.at, guest, page));
      await breakpoint('merge.read');
      const { through } = must(await target.slice.importPerson(target.at, member, guest, page, rows));
      page = through;
      await breakpoint(rows === null ? 'merge.finished' : 'merge.landed');
      save(rows === null ? 'copied' : 'begun', page);
      await breakpoint('merge.saved');
      if (rows === null) break;
    }
  }
  await breakpoint('merge.copied');
  if (merge.step !== 'done') forward();
  await breakpoint('merge.forwarded');
  must(await source.slice.forward(source.at, guest, member));
  await breakpoint('merge.cleaned');
};
