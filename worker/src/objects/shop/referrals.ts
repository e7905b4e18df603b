import { mailbox } from '@rapport/domain/points';
import type { WebhookCustomer } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { breakpoint } from '../../platform/breakpoint.ts';
import { now } from '../../platform/clock.ts';
import { BURIED } from '../../platform/directory.ts';
import type { Directory } from '../../platform/directory.ts';
import { keyed } from '../../platform/hash.ts';
import { codeFrom } from '../../platform/ids.ts';
import { log } from '../../platform/log.ts';
import { Stopped, must } from '../port.ts';
import type { Answer, Occurred } from '../ports.ts';
import type { ReferralKept } from '../points-port.ts';
import type { Seated } from './merge-saga.ts';
import type { ShopStore } from './shop-store.ts';

/** Signs of a member's code: 40 bits. Whoever guesses one gives points to a stranger. */
const CODE_SIGNS = 8;

/** What recommendations are settled with. */
interface ReferralParts {
  readonly storage: DurableObjectStorage;
  readonly store: ShopStore;
  readonly agenda: Agenda;
  readonly directory: Directory;
  readonly sliceOf: (id: string) => Promise<Seated>;
}

/**
 * Members who recommend the shop (law 2). A code leads to its member through the directory, so it outlives a merge and dies with an erasure. A friend counts once: the
 * claims on their id and their mailbox are the business key, and whatever is given bears it. Both sides are given their points by the agenda, each as often as it takes
 * and with one effect.
 */
export class Referrals {
  readonly #parts: ReferralParts;

  constructor(parts: ReferralParts) {
    this.#parts = parts;
  }

  /** The code of somebody the shop knows by name, and how many friends have counted. */
  async friendsOf(shopper: string): Promise<{ code: string | null; friends: number }> {
    const { directory } = this.#parts;
    const id = directory.resolve(shopper);
    if (id === BURIED || !this.#isKnown(id)) return { code: null, friends: 0 };
    const code = codeFrom(await this.#print(`referral:${id}`), CODE_SIGNS);
    const print = await this.#printOfCode(code);
    const owner = directory.claim('referral', print, id);
    const friends = directory.claimsOf(id).filter(({ kind }) => kind === 'referred-by').length;
    // Two members of one code: the second goes without rather than giving to the first.
    return { code: owner === id ? code : null, friends };
  }

  /** Whose a code is. What is known already of who they are is held against the friend's; the rest when it counts. */
  async referrer(code: string, friend: string): Promise<Answer<{ by: string }>> {
    const { directory } = this.#parts;
    const by = await this.#printOfCode(code);
    const inviter = directory.owner('referral', by);
    if (inviter === null || inviter === BURIED) return refused('not-found', 'Nobody has this code.');
    const invited = directory.resolve(friend);
    if (inviter === invited || (await this.#isOneBox(inviter, invited))) return refused('own-referral');
    return { ok: true, by };
  }

  /** A friend's order was kept: planned inside the transaction that took the message in. */
  plan(kept: ReferralKept): void {
    this.#parts.agenda.plan({ kind: 'referral', key: kept.friend, dueAtMs: now(), payload: kept });
  }

  /**
   * Gives what a recommendation brings, if it holds: to somebody else, known by name, for a friend known by name who never counted before, and not the other way round
   * as well. May be done again from the start at any point.
   */
  async give(kept: ReferralKept): Promise<void> {
    const parties = await this.#claimed(kept);
    if (parties === null) return log('referral.void', { shop: this.#parts.store.made().id });
    await breakpoint('referral.claimed');
    const pseudonym = (await this.#print(`pseudonym:${kept.friend}`)).slice(0, 22);
    const gifts = (of: 'points' | 'friendPoints'): NonNullable<Occurred['gifts']> =>
      kept.gifts.map((gift) => ({ rule: gift.rule, points: gift[of] })).filter(({ points }) => points > 0);
    await this.#occur(parties.inviter, { on: 'referral', id: pseudonym, gifts: gifts('points') });
    await breakpoint('referral.thanked');
    await this.#occur(parties.invited, { on: 'referral', id: 'mine', gifts: gifts('friendPoints'), reason: 'referred' });
    await breakpoint('referral.welcomed');
  }

  /** Both sides, once all that makes a friend unique is claimed for this one; null when the recommendation doesn't hold. */
  async #claimed({ friend, by }: ReferralKept): Promise<{ readonly inviter: string; readonly invited: string } | null> {
    const { directory, storage } = this.#parts;
    const who = (): { readonly inviter: string; readonly invited: string } | null => {
      const [inviter, invited] = [directory.owner('referral', by), directory.resolve(friend)];
      if (inviter === null || inviter === BURIED || invited === BURIED || inviter === invited) return null;
      return this.#isKnown(invited) ? { inviter, invited } : null;
    };
    const first = who();
    if (!first || (await this.#isOneBox(first.inviter, first.invited))) return null;
    const { email } = await this.#customerOf(first.invited);
    const names = [`friend:${friend}`, ...(email === null ? [] : [`box:${mailbox(email)}`])];
    const prints = await Promise.all(names.map((name) => this.#print(name)));
    const [mine, theirs] = await Promise.all([this.#print(`by:${first.invited}`), this.#print(`by:${first.inviter}`)]);
    return atomic(storage, () => {
      // Much may have happened while the slices answered.
      const parties = who();
      if (parties?.inviter !== first.inviter || parties.invited !== first.invited) throw new Stopped('moved');
      if (directory.owner('referred-by', theirs) === parties.invited) return null;
      if (prints.some((print) => (directory.owner('referred', print) ?? parties.invited) !== parties.invited)) return null;
      if (directory.claim('referred-by', mine, parties.inviter) !== parties.inviter) return null;
      for (const print of prints) directory.claim('referred', print, parties.invited);
      return parties;
    });
  }

  async #occur(id: string, occurred: Occurred): Promise<void> {
    if ((occurred.gifts ?? []).length === 0) return;
    const { slice, at } = await this.#parts.sliceOf(id);
    const answer = await slice.occur(at, id, occurred);
    // Whoever has gone meanwhile is given nothing; the other is.
    if (!answer.ok && answer.problem !== 'erased') must(answer);
  }

  async #isOneBox(one: string, other: string): Promise<boolean> {
    const [mine, theirs] = await Promise.all([this.#customerOf(one), this.#customerOf(other)]);
    return mine.email !== null && theirs.email !== null && mailbox(mine.email) === mailbox(theirs.email);
  }

  async #customerOf(id: string): Promise<WebhookCustomer> {
    const { slice, at } = await this.#parts.sliceOf(id);
    return must(await slice.customer(at, id)).customer;
  }

  /** Whether a customer id or an address leads to somebody: a cleared browser is not a new friend. */
  #isKnown(id: string): boolean {
    return this.#parts.directory.claimsOf(id).some(({ kind }) => kind === 'customer' || kind === 'email');
  }

  #print(text: string): Promise<string> {
    return keyed(this.#parts.store.made().directoryKey, text);
  }

  #printOfCode(code: string): Promise<string> {
    return this.#print(`code:${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);
  }
}
