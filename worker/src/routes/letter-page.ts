import type { Frequency, PreferencesView, Watch } from '@rapport/protocol';
import { escaped } from '../channels/mail-text.ts';
import { policyPrint } from '../platform/hash.ts';
import { FOLLOWS_ASKED, FORM_CHANNELS, FORM_PURPOSES } from './letter-form.ts';
import { PAGE_WORDS } from './letter-words.ts';

type Language = 'en' | 'zh-Hant';
/** A page without script, and what its policy needs to know. */
export interface Page {
  readonly html: string;
  /** Hash of its style sheet, for the policy. */
  readonly style: string;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1b18;--quiet:#6b675e;--paper:#faf8f4;--line:#e2ddd2;--tint:#2f6b57;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#ece8df;--quiet:#a5a095;--paper:#191917;--line:#383630;--tint:#7fc0a6;--on:#14211c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 Seravek,"PingFang TC","Noto Sans TC","Segoe UI",system-ui,sans-serif}
main{max-width:560px;margin:0 auto;padding:48px 24px 64px}
.shop{color:var(--quiet);font-size:13px;margin:0}
h1{font:400 24px/1.25 "Iowan Old Style","Songti TC",Georgia,serif;margin:8px 0 12px}
h2{font-size:15px;margin:0 0 4px}
p{margin:0 0 8px}.quiet{color:var(--quiet);font-size:13px;text-wrap:balance}
section,.row{border-top:1px solid var(--line);padding:20px 0}
.row{display:grid;grid-template-columns:1fr repeat(3,64px);align-items:start;gap:0 4px;padding:14px 0}
.row p{margin:0}.head{border:0;padding:8px 0;color:var(--quiet);font-size:13px;text-align:center}
.tick{display:grid;place-items:center;min-height:44px;cursor:pointer}
input[type=checkbox],input[type=radio]{flex:none;width:20px;height:20px;accent-color:var(--tint);margin:0}
.choice{display:flex;gap:12px;align-items:center;min-height:44px;cursor:pointer}
input[type=time]{font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px;padding:9px 10px;min-height:44px}
.times{display:flex;gap:10px;align-items:center;flex-wrap:wrap;padding-top:4px}
button{font:inherit;min-height:44px;padding:10px 22px;border-radius:8px;border:1px solid var(--tint);background:var(--tint);color:var(--on);cursor:pointer}
button.plain{background:transparent;color:var(--ink);border-color:var(--line)}
:focus-visible{outline:2px solid var(--tint);outline-offset:2px}
.code{font-size:24px;letter-spacing:2px;font-variant-numeric:tabular-nums;border:1px dashed var(--line);border-radius:8px;padding:12px 16px;margin:16px 0 8px;overflow-wrap:anywhere}
a.go{color:var(--tint)}
.last{margin-top:32px}
.wish{display:flex;gap:12px;align-items:center;justify-content:space-between;padding:6px 0}.wish p{margin:0;overflow-wrap:anywhere}
.said{border-left:3px solid var(--tint);padding:10px 14px;margin:0 0 20px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:420px){.row{grid-template-columns:1fr repeat(3,52px)}main{padding:32px 20px 48px}}
`;
const STYLE_HASH = policyPrint(STYLE);

/** A whole page round what stands in it; `inner` is HTML already. */
export const whole = (language: Language, title: string, shop: string, inner: string): Page => ({
  style: STYLE_HASH,
  html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><p class="shop">${escaped(shop)}</p>${inner}</main></body></html>`,
});

/** Each wish with a button of its own. To pause one can be undone by whoever meant it, to drop it could not. */
const wishRows = (watches: readonly Watch[], language: Language): string => {
  const words = PAGE_WORDS[language];
  const rows = watches.map(({ id, query, paused }) => {
    const [shown, heard] = paused ? words.goOn(query) : words.pause(query);
    const still = paused ? `<br><span class="quiet">${escaped(words.paused)}</span>` : '';
    return `<form class="wish" method="post"><p>${escaped(query)}${still}</p><input type="hidden" name="wish" value="${escaped(id)}"><button class="plain" name="do" value="${paused ? 'go-on' : 'pause'}" aria-label="${escaped(heard)}">${escaped(shown)}</button></form>`;
  });
  return rows.length === 0 ? '' : `<section class="last"><h2>${escaped(words.wishes)}</h2>${rows.join('')}</section>`;
};

/** What the page says beside the preferences themselves. */
interface Beside {
  readonly watches: readonly Watch[];
  /** Whether they are asked if what they come back to is followed for them. */
  readonly asksFollows: boolean;
  readonly isSaved: boolean;
}

/** What somebody hears, where, when and of which wishes, in forms that work without script. */
export const preferencePage = ({ preferences, shop }: PreferencesView, { watches, asksFollows, isSaved }: Beside, language: Language): Page => {
  const words = PAGE_WORDS[language];
  const title = words.title(shop.name);
  const said = isSaved ? `<p class="said" role="status">${escaped(words.saved)}</p>` : '';
  if (preferences.off) {
    const inner = `<h1>${escaped(words.isOff)}</h1>${said}<form method="post"><button name="do" value="on">${escaped(words.on)}</button></form>`;
    return whole(language, title, shop.name, inner);
  }
  const tick = (name: string, label: string, on: boolean): string =>
    `<label class="tick"><span class="hidden">${escaped(label)}</span><input type="checkbox" name="${name}"${on ? ' checked' : ''}></label>`;
  const rows = FORM_PURPOSES.map((purpose) => {
    const { name, what } = words.purposes[purpose];
    const ticks = FORM_CHANNELS.map((channel) =>
      tick(`${purpose}.${channel}`, `${name}: ${words.channels[channel]}`, preferences.allowed[purpose][channel]),
    );
    return `<div class="row" role="group"><div><h2>${escaped(name)}</h2><p class="quiet">${escaped(what)}</p></div>${ticks.join('')}</div>`;
  });
  const heads = FORM_CHANNELS.map((channel) => `<span>${escaped(words.channels[channel])}</span>`).join('');
  const often = (['at-once', 'daily', 'weekly'] satisfies Frequency[]).map(
    (one) =>
      `<label class="choice"><input type="radio" name="frequency" value="${one}"${preferences.frequency === one ? ' checked' : ''}>${escaped(words.frequencies[one])}</label>`,
  );
  const quiet = preferences.quiet ?? shop.quiet;
  const time = (name: string, label: string, value: string): string =>
    `<label>${escaped(label)} <input type="time" name="${name}" value="${escaped(value)}"></label>`;
  const choice = (name: string, label: string, what: string, on: boolean): string =>
    `<section><label class="choice"><input type="checkbox" name="${name}"${on ? ' checked' : ''}><span><b>${escaped(label)}</b><br><span class="quiet">${escaped(what)}</span></span></label></section>`;
  const inner = `<h1>${escaped(title)}</h1>${said}<p>${escaped(words.lead)}</p>
<form method="post"><div class="row head" aria-hidden="true"><span></span>${heads}</div>${rows.join('')}
<section role="group" aria-labelledby="often"><h2 id="often">${escaped(words.often)}</h2>${often.join('')}</section>
<section role="group" aria-labelledby="quiet"><h2 id="quiet">${escaped(words.quiet)}</h2><p class="quiet">${escaped(words.quietShop(shop.quiet.from, shop.quiet.to))}</p>
<label class="choice"><input type="checkbox" name="own-quiet"${preferences.quiet ? ' checked' : ''}>${escaped(words.quietOwn)}</label>
<div class="times">${time('quiet-from', words.from, quiet.from)}${time('quiet-to', words.to, quiet.to)}</div></section>
${choice('fewer', words.fewer, words.fewerWhat, preferences.fewer)}${asksFollows ? `<input type="hidden" name="${FOLLOWS_ASKED}" value="1">${choice('follows', words.follows, words.followsWhat, preferences.follows)}` : ''}
<button name="do" value="save">${escaped(words.save)}</button></form>${wishRows(watches, language)}
<section class="last"><h2>${escaped(words.off)}</h2><p class="quiet">${escaped(words.offWhat)}</p><form method="post"><button class="plain" name="do" value="off">${escaped(words.off)}</button></form></section>`;
  return whole(language, title, shop.name, inner);
};

const askPage = (kind: 'stop' | 'confirm', shop: string, language: Language, isDone: boolean): Page => {
  const { ask, what, button, done, doneWhat } = PAGE_WORDS[language][kind];
  const title = isDone ? done : ask(shop);
  const way = isDone ? '' : `<form method="post"><button name="do" value="${kind}">${escaped(button)}</button></form>`;
  return whole(language, title, shop, `<h1>${escaped(title)}</h1><p>${escaped(isDone ? doneWhat : what)}</p>${way}`);
};

/** Shall these mails end? A button, since opening a page must change nothing. */
export const stopPage = (shop: string, language: Language, isDone: boolean): Page => askPage('stop', shop, language, isDone);

/** Is this your address? */
export const confirmPage = (shop: string, language: Language, isDone: boolean): Page => askPage('confirm', shop, language, isDone);
