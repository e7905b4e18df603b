import type { StageWord } from '@rapport/protocol';
import type { Stage } from './stage.ts';

/**
 * What Rapport says to somebody whose stage begins, until the owner says it otherwise: one thing a stage, no discount in any. Values in braces are filled in; of
 * `[one|another]` the first part stands whose values are all known.
 */
export const FIRST_WORDS: Readonly<Record<Stage, StageWord>> = {
  prospect: {
    paused: false,
    title: { en: 'One answer, and we know where to begin', 'zh-Hant': '一個回答，讓我們知道從何開始' },
    text: {
      en: 'Tell us one thing about you in your settings[: {answer} points are yours for it|, and what we show you fits better].',
      'zh-Hant': '在設定裡告訴我們一件關於您的事，[就送您 {answer} 點|我們的推薦就會更合您的意]。',
    },
  },
  welcome: {
    paused: false,
    title: { en: 'Welcome to {shop}[, {name}]', 'zh-Hant': '[{name}，]歡迎來到 {shop}' },
    text: {
      en: 'Orders bring points, and points become rewards. [You have {points} points now. |]There is nothing you need to do.',
      'zh-Hant': '購物會累積點數，點數可以換成獎勵。[您目前有 {points} 點。|]您不需要做任何事。',
    },
  },
  'getting-to-know': {
    paused: false,
    title: { en: 'One question, if you like', 'zh-Hant': '想請教您一個問題' },
    text: {
      en: 'What would you like to hear of first? One answer in your settings is enough.[ {answer} points are yours for it.|]',
      'zh-Hant': '您最想先知道哪些消息？在設定裡回答一題就好。[我們會送您 {answer} 點。|]',
    },
  },
  active: {
    paused: false,
    title: { en: '[{tier} is in sight|Good to have you here]', 'zh-Hant': '[離{tier}不遠了|很高興有您]' },
    text: {
      en: '[{missing} more, and you are there.|You have {points} points to use whenever you like.|]',
      'zh-Hant': '[再 {missing} 就到了。|您有 {points} 點，隨時可以使用。|]',
    },
  },
  closer: {
    paused: false,
    title: { en: 'You see it first', 'zh-Hant': '您會最先看到' },
    text: {
      en: 'Whenever we open something early, it stands under “For you” before anybody else sees it. Thank you for {orders} orders.',
      'zh-Hant': '每當我們提前開放新品，會先出現在您的「為您推薦」裡。謝謝您的 {orders} 次購買。',
    },
  },
  'at-risk': {
    paused: false,
    title: { en: 'How are you[, {name}]?', 'zh-Hant': '[{name}，]近來好嗎？' },
    text: {
      en: 'It has been quiet between us for a while. If something was not right, please tell us: we would like to put it right.',
      'zh-Hant': '好一陣子沒有您的消息了。如果有哪裡讓您不滿意，請告訴我們，我們很想改善。',
    },
  },
  lost: {
    paused: false,
    title: { en: 'A goodbye, and one question', 'zh-Hant': '說聲再見，也想問您一句' },
    text: {
      en: 'This is the last note of this kind. If you like, tell us why you left: one word is enough. [Your {points} points stay yours as long as they last.|]',
      'zh-Hant': '這是最後一封這樣的信。若您願意，請告訴我們離開的原因，一個詞就夠。[您的 {points} 點在到期前都還是您的。|]',
    },
  },
  'won-back': {
    paused: false,
    title: { en: 'Good to see you again[, {name}]', 'zh-Hant': '[{name}，]很高興再見到您' },
    text: {
      en: 'We remember what you like; it stands under “For you”. [Your {points} points are still here.|]',
      'zh-Hant': '您的喜好我們都還記得，就在「為您推薦」裡。[您的 {points} 點也都還在。|]',
    },
  },
};
