import { html, type Child } from '../html.ts';
import { wordsIn } from '../words/index.ts';
import type { Page, Scene } from './frame.ts';

const STORY: Record<Scene['locale'], { readonly about: readonly string[]; readonly privacy: readonly string[] }> = {
  en: {
    about: [
      'Morning Mountain is a shop that does not exist. It was opened to show what a small shop can do for the people who come back: twelve makers who could be real, about a hundred things one would like to own, and prices that nobody has to pay.',
      'Every picture is drawn by a few hundred lines of code from what the thing is: its clay, where the glaze stops, which side the handle is on. That is why no two cups are the same here either.',
      'Points, wishes, recommendations and messages come from Rapport, which is open source. The shop knows it by one line at the end of each page and by a few calls from its own server. Take that line away and the shop still sells.',
    ],
    privacy: [
      'The shop sets one cookie, and only when you put something in the basket or sign in. It lets us recognise your basket for sixty days and is of no use to anybody else.',
      'If you order, we keep the order: what, when, to whom. Rapport is told about it too, because points have to come from somewhere.',
      'What you look at and search for is remembered by Rapport only if you say yes when you are asked. You can say no and still shop; you can change your mind; you can see and erase what is held.',
      'This is a demo: please don’t type an address that is really yours.',
    ],
  },
  'zh-Hant': {
    about: [
      '晨山其實不存在。開這家店，是想看看一家小店能為回頭客做些什麼：十二位像真有其人的作者、一百來件想帶回家的東西，和不必付的價錢。',
      '店裡的圖沒有一張是照片。幾百行程式照著每件東西的樣子畫出來：什麼土、釉停在哪裡、把手在哪一邊。所以這裡的杯子也沒有兩只一樣。',
      '點數、心願、推薦和通知都來自 Rapport，一套開放原始碼的工具。店家只在每頁最後加上一行，再由自己的伺服器打幾次招呼。拿掉那一行，店照常開。',
    ],
    privacy: [
      '只有在您把東西放進購物袋或登入時，我們才放一個 cookie，用來認得您的購物袋，六十天後失效，旁人拿去也沒用。',
      '您下了單，我們就留著訂單：買了什麼、什麼時候、寄給誰。Rapport 也會收到一份，點數總得有個依據。',
      '您看了什麼、找了什麼，要您點頭，Rapport 才會記得。不點頭照樣能買，點了也能反悔；存了哪些，隨時能看，也能刪。',
      '這是示範商店，請別輸入您真正的地址。',
    ],
  },
};

/** What this shop is and what it remembers. */
export function aboutPage(scene: Scene): Page {
  const w = wordsIn(scene.locale);
  const story = STORY[scene.locale];
  return {
    title: w.aboutTitle,
    body: html`<div class="wide narrow prose"><h1>${w.aboutTitle}</h1>${story.about.map((p) => html`<p>${p}</p>`)}<h2 id="privacy">${w.privacyTitle}</h2>${story.privacy.map((p) => html`<p>${p}</p>`)}</div>`,
  };
}

/** What somebody waits for and how they are reached, for guests as for members. */
export function wishesPage(scene: Scene): Page {
  const w = wordsIn(scene.locale);
  return {
    title: w.yourWishes,
    index: false,
    body: html`<div class="wide narrow"><div class="opening"><h1>${w.yourWishes}</h1><p>${w.yourWishesText}</p></div>${scene.rapport === undefined ? '' : html`<section class="mine"><rapport-watches bare></rapport-watches></section><section class="part mine"><rapport-preferences push-worker="/push.js"><span slot="heading">${w.yourSettings}</span></rapport-preferences></section>`}</div>`,
  };
}

/** A page that only says what happened and where to go. */
export function messagePage(scene: Scene, title: string, text: Child): Page {
  const w = wordsIn(scene.locale);
  return {
    title,
    index: false,
    body: html`<div class="wide"><div class="opening"><h1>${title}</h1><p>${text}</p><p><a class="button" href="/${scene.locale}">${w.home}</a></p></div></div>`,
  };
}
