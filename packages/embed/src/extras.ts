import type { Client } from '@rapport/client';
import { askPoints } from '@rapport/client/points';
import type { RapportOfferEvent, RapportRedeemEvent } from '@rapport/elements';
import { askOwnTexts } from '@rapport/client/texts';
import { languageFor } from '@rapport/elements/internal/language';
import type { EmbedOptions } from './options.ts';
import { say } from './small/localize.ts';

// What a tag or a shop may ask for and most don't: a look by name, our results in the shop's own data layer, the shop's own words.

/** A tier reached less than this ago was reached just now, in ms. */
const JUST_NOW_MS = 5 * 60_000;

/** Looks by name. The shop's own style sheet outweighs them: they stand in a layer of their own. */
const THEMES: Readonly<Record<string, string>> = {
  sharp: '--rapport-radius:0px;--rapport-control-radius:0px',
  round: '--rapport-radius:20px;--rapport-control-radius:22px',
  dense: '--rapport-font-size:14px;--rapport-gap:8px;--rapport-radius:8px;--rapport-control-radius:6px',
};
/** What floats over the page takes its ground from its ink, so ink is all that a scheme has to say. */
const INKS: Readonly<Record<string, string>> = { light: '#1b1b18', dark: '#f1efe8' };

const wear = (theme: string): void => {
  const names = theme.split(/[\s,]+/);
  const looks = names.map((name) => THEMES[name]).filter(Boolean);
  const ink = names.map((name) => INKS[name]).find(Boolean);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer rapport{:root{${looks.join(';')}}${ink ? `rapport-panel,rapport-inbox,rapport-consent{color:${ink}}` : ''}}`);
  document.adoptedStyleSheets.push(sheet);
};

/** Tells the shop's data layer, in the words of GA4, what came of it here. */
const report = (client: Client): void => {
  const tell = (event: string, params: object): void => void (window.dataLayer ??= []).push({ event, ...params });
  const currency = { virtual_currency_name: 'points' };
  document.addEventListener('rapport-redeem', (event) => {
    const { rewardId, costPoints } = event as RapportRedeemEvent;
    tell('spend_virtual_currency', { ...currency, value: costPoints, item_name: rewardId });
  });
  document.addEventListener('rapport-offer', (event) => {
    const { offerId, answer } = event as RapportOfferEvent;
    if (answer === 'taken') tell('select_promotion', { promotion_id: offerId });
  });
  let before: number | null = null;
  let vouchersBack = 0;
  let round = client.round;
  client.subscribe(() => {
    const { view } = client;
    if (round !== client.round) before = null;
    round = client.round;
    if (!view) return;
    const now = view.points.available + view.points.pending;
    const givenBack = view.vouchers.filter(({ state }) => state === 'cancelled').length;
    // Points that come back with a voucher were earned before.
    const earned = before === null || givenBack > vouchersBack ? 0 : now - before;
    before = now;
    vouchersBack = givenBack;
    if (earned <= 0) return;
    tell('earn_virtual_currency', { ...currency, value: earned });
    // Points that have come may have brought a tier.
    askPoints(client).then(
      ({ tier }) => {
        if (tier?.id && tier.sinceMs !== null && Date.now() - tier.sinceMs < JUST_NOW_MS) tell('unlock_achievement', { achievement_id: tier.id });
      },
      () => undefined, // what can't be had is not told
    );
  });
};

/** Says what the shop says in its own words. @throws {ClientProblem} */
export const sayOwn = async (client: Client): Promise<void> => {
  const texts = await askOwnTexts(client, languageFor(client.locale));
  say(Object.fromEntries(texts.map(({ instead, strings, order }) => [instead, [strings, order]])));
};

/** Starts what the tag asked for. */
export const start = ({ theme, results }: EmbedOptions, client: Client): void => {
  if (theme) wear(theme);
  if (results) report(client);
};
