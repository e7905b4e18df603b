import { msg, str } from '@lit/localize';
import type { ReferralView } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askReferral, claimReferral } from '@rapport/client/points';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { Copying, copyStyles } from '../internal/copying.ts';
import { heading, headingRoom, line, notShown, trouble } from '../internal/pieces.ts';
import { friendsWords, pointsWords } from '../internal/points-words.ts';
import { problemWords } from '../internal/problem-words.ts';
import { fields } from '../styles/fields.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './refer.styles.ts';

/**
 * A member's code and link for friends, what both get, and how it stands; and the place where a friend says who sent them. Opened by such a link, it says so by itself, once
 * the shopper is known. Shows nothing while the shop gives nothing for it.
 * @slot heading - Instead of the title. @slot words - Instead of what both get. @slot guest - Instead of the sentence for who hasn’t joined. @slot failed - Instead of the sentence that it can’t be shown.
 * @csspart heading - The title. @csspart words - What both get. @csspart code - The code, and the link.
 * @csspart standing - How many came. @csspart friend - The friend's question.
 */
export class RapportRefer extends LitElement {
  static override styles = [tokens, buttons, copyStyles, rows, fields, styles];

  /** Where a friend lands, with `{code}` as a parameter of the address: `/?friend={code}`. Without it there is only the code. */
  @property() link = '';
  /** Without a title, where the page has one of its own. */
  @property({ type: Boolean }) bare = false;

  @state() private trouble = '';
  @state() private busy = false;
  readonly #client = new ClientController(this);
  readonly #copying = new Copying(this);
  readonly #referral = new Asked<ReferralView>(this);
  #told = false;

  override willUpdate(): void {
    const { client, view, standing } = this.#client;
    if (standing === 'unknown') this.#client.want();
    if (client && view) this.#referral.askFor(view.version, () => askReferral(client));
  }

  override updated(): void {
    // Whoever came by a friend's link has said who it was.
    const came = this.#came;
    if (this.#told || !came || this.#referral.value?.mine !== 'none') return;
    this.#told = true;
    void this.#claim(came);
  }

  override render(): TemplateResult | typeof nothing {
    const { standing, config } = this.#client;
    if (standing === 'unknown') {
      if (!config || config.referral === false) return nothing;
      const came = this.#came;
      return html`${this.#renderHeading()}
        <p part="words">
          <slot name="guest"
            >${came ? msg(str`A friend sent you. Once you have signed in, say who: ${came}`, { id: 'refer.came' }) : msg('Your code is here once you have joined.', { id: 'refer.guest' })}</slot
          >
        </p>`;
    }
    const { value, failed } = this.#referral;
    if (value) return value.points + value.friendPoints > 0 ? this.#renderAll(value) : nothing;
    if (failed || standing === 'failed')
      return notShown(msg('Your code for friends can’t be shown just now.', { id: 'refer.failed' }), this.#client, this.#referral);
    return html`${this.bare ? nothing : headingRoom}
      <p class="unseen">${msg('Your code for friends is being fetched', { id: 'refer.loading' })}</p>
      <div aria-hidden="true">
        <span class="bone line"></span>
        <p class="code"></p>
        ${this.link ? html`<p class="code"></p>` : nothing}
        <span class="bone line"></span>
      </div>`;
  }

  #renderAll(value: ReferralView): TemplateResult {
    const { code } = value;
    return html`${this.#renderHeading()}
      <p part="words"><slot name="words">${this.#words(value)}</slot></p>
      ${
        code
          ? html`${this.#copying.slip(code)} ${this.link ? this.#copying.slip(this.#linkTo(code)) : nothing}
              <p class="quiet" part="standing">${this.#standing(value.friends)}</p>`
          : line('guest', msg('Your code is here once you have joined.', { id: 'refer.guest' }))
      }
      ${this.#renderFriend(value)}`;
  }

  #renderHeading(): TemplateResult | typeof nothing {
    return this.bare ? nothing : heading(msg('Bring a friend', { id: 'refer.title' }));
  }

  #renderFriend({ mine, friendPoints }: ReferralView): TemplateResult | typeof nothing {
    const points = pointsWords(friendPoints, this.#client.locale);
    if (mine === 'counted') return nothing;
    if (mine === 'waiting') {
      const words = friendPoints
        ? msg(str`A friend brought you: ${points} come once your first order is kept.`, { id: 'refer.waiting' })
        : msg('A friend brought you. They will be thanked once your first order is kept.', { id: 'refer.waiting-theirs' });
      return html`<p class="quiet" part="friend" role="status">${words}</p>`;
    }
    return html`<details part="friend" ?open=${this.trouble !== ''}>
      <summary>${msg('Did a friend bring you?', { id: 'refer.friend' })}</summary>
      <form @submit=${this.#onSubmit}>
        <label for="code" class="quiet">${msg('Their code', { id: 'refer.code' })}</label>
        <input id="code" name="code" required maxlength="32" autocomplete="off" autocapitalize="characters" .value=${this.#came} />
        <button class="plain" aria-busy=${this.busy}>${msg('It was them', { id: 'refer.claim' })}</button>
      </form>
      ${trouble(this.trouble)}
    </details>`;
  }

  #words({ points, friendPoints }: ReferralView): string {
    const { locale } = this.#client;
    const [mine, theirs] = [pointsWords(points, locale), pointsWords(friendPoints, locale)];
    if (!friendPoints) return msg(str`Once a friend’s first order is kept, you get ${mine}.`, { id: 'refer.mine' });
    if (!points) return msg(str`Once a friend’s first order is kept, they get ${theirs}.`, { id: 'refer.theirs' });
    return msg(str`Once a friend’s first order is kept, you get ${mine} and they get ${theirs}.`, { id: 'refer.both' });
  }

  #standing(friends: number): string {
    return friends === 0 ? msg('Nobody has come by it yet.', { id: 'refer.nobody' }) : friendsWords(friends, this.#client.locale);
  }

  #linkTo(code: string): string {
    return new URL(this.link.replace('{code}', encodeURIComponent(code)), location.href).href;
  }

  /** The code in this page's address, if a friend's link led here; '' = none. */
  get #came(): string {
    if (!this.link) return '';
    const name = [...new URL(this.link, location.href).searchParams].find(([, value]) => value === '{code}')?.[0];
    return new URL(location.href).searchParams.get(name ?? '')?.slice(0, 32) ?? '';
  }

  async #claim(code: string): Promise<void> {
    const { client } = this.#client;
    // A member's own link opened by themselves is nothing to speak of.
    if (!client || this.busy || bare(code) === bare(this.#referral.value?.code ?? '')) return;
    this.busy = true;
    this.trouble = '';
    try {
      await claimReferral(client, code);
      this.#referral.forget();
    } catch (problem) {
      this.trouble = problemWords(problem, {
        'not-found': msg('Nobody has this code. Please look at it once more.', { id: 'refer.not-found' }),
        'own-referral': msg('This is your own code.', { id: 'refer.own' }),
        'not-new': msg('This is for people who haven’t bought here before.', { id: 'refer.not-new' }),
        'limit-reached': msg('Somebody else brought you already.', { id: 'refer.already' }),
      });
    } finally {
      this.busy = false;
    }
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const code = new FormData(event.currentTarget as HTMLFormElement).get('code');
    if (typeof code === 'string') void this.#claim(code);
  };
}

/** A code without what doesn't count in it. */
const bare = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();
