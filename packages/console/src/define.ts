/** Gives every element of the console its tag. The classes themselves have no side effect. */
import { ConsoleAudit } from './parts/audit-trail.ts';
import { ConsoleMergeList } from './parts/merge-list.ts';
import { ConsoleMergePair } from './parts/merge-pair.ts';
import { ConsoleConfirm } from './parts/confirm.ts';
import { ConsoleCopy } from './parts/copy-field.ts';
import { ConsoleHand } from './parts/hand-editor.ts';
import { ConsoleFeeds } from './parts/feed-list.ts';
import { ConsoleBrought } from './parts/brought.ts';
import { ConsoleImportHold } from './parts/import-hold.ts';
import { ConsolePick } from './parts/pick.ts';
import { ConsoleKeys } from './parts/key-list.ts';
import { ConsolePersonData } from './parts/person-data.ts';
import { ConsoleStanding } from './parts/standing.ts';
import { ConsoleProducts } from './parts/product-table.ts';
import { ConsoleRail } from './parts/rail.ts';
import { ConsoleSecret } from './parts/secret-maker.ts';
import { ConsoleCleaner } from './parts/slice-cleaner.ts';
import { ConsoleStaff } from './parts/staff-list.ts';
import { ConsoleTimeline } from './parts/timeline.ts';
import { ConsoleTry } from './parts/try-row.ts';
import { ConsolePersonNotes } from './parts/person-notes.ts';
import { ConsolePersonMessages } from './parts/person-messages.ts';
import { ConsolePersonPoints } from './parts/person-points.ts';
import { ConsoleCodes } from './parts/code-pool.ts';
import { ConsoleVersions } from './parts/programme-versions.ts';
import { ConsolePersonCases } from './parts/person-cases.ts';
import { ConsoleRuleVersions } from './parts/rule-versions.ts';
import { ConsoleReplay } from './parts/replay.ts';
import { ConsoleWebhookLog } from './parts/webhook-log.ts';
import { ConsoleLists } from './pages/lists-page.ts';
import { ConsoleAttention } from './pages/attention-page.ts';
import { ConsoleLayers } from './pages/layers-page.ts';
import { ConsoleQuality } from './pages/quality-page.ts';
import { ConsoleQuestions } from './pages/questions-page.ts';
import { ConsoleDemand } from './pages/demand-page.ts';
import { ConsoleLexicon } from './pages/lexicon-page.ts';
import { ConsoleWatches } from './pages/watches-page.ts';
import { ConsolePointsDays } from './pages/points-days-page.ts';
import { ConsoleWebhooks } from './pages/webhooks-page.ts';
import { ConsoleUpload } from './parts/upload.ts';
import { ConsoleAccess } from './pages/access-page.ts';
import { ConsoleCatalogue } from './pages/catalogue-page.ts';
import { ConsoleFigures } from './pages/figures-page.ts';
import { ConsoleReminders } from './pages/reminders-page.ts';
import { ConsoleStageWords } from './pages/stage-words-page.ts';
import { ConsoleWording } from './pages/wording-page.ts';
import { ConsoleSegments } from './pages/segments-page.ts';
import { ConsoleHome } from './pages/home-page.ts';
import { ConsoleMessages } from './pages/messages-page.ts';
import { ConsoleOffer } from './pages/offer-page.ts';
import { ConsoleOffers } from './pages/offers-page.ts';
import { ConsoleProgramme } from './pages/programme-page.ts';
import { ConsoleRecommendations } from './pages/recommendations-page.ts';
import { ConsoleRules } from './pages/rules-page.ts';
import { ConsoleSetUp } from './pages/set-up-page.ts';
import { ConsoleSettings } from './pages/settings-page.ts';
import { ConsoleShopper } from './pages/shopper-page.ts';
import { ConsoleShoppers } from './pages/shoppers-page.ts';
import { ConsoleSignIn } from './pages/sign-in-page.ts';

const ELEMENTS = {
  'console-access': ConsoleAccess,
  'console-audit': ConsoleAudit,
  'console-cleaner': ConsoleCleaner,
  'console-confirm': ConsoleConfirm,
  'console-merge-list': ConsoleMergeList,
  'console-merge-pair': ConsoleMergePair,
  'console-keys': ConsoleKeys,
  'console-person-data': ConsolePersonData,
  'console-secret': ConsoleSecret,
  'console-staff': ConsoleStaff,
  'console-catalogue': ConsoleCatalogue,
  'console-copy': ConsoleCopy,
  'console-hand': ConsoleHand,
  'console-figures': ConsoleFigures,
  'console-segments': ConsoleSegments,
  'console-standing': ConsoleStanding,
  'console-home': ConsoleHome,
  'console-messages': ConsoleMessages,
  'console-feeds': ConsoleFeeds,
  'console-brought': ConsoleBrought,
  'console-import-hold': ConsoleImportHold,
  'console-pick': ConsolePick,
  'console-offer': ConsoleOffer,
  'console-offers': ConsoleOffers,
  'console-products': ConsoleProducts,
  'console-programme': ConsoleProgramme,
  'console-rail': ConsoleRail,
  'console-recommendations': ConsoleRecommendations,
  'console-rules': ConsoleRules,
  'console-set-up': ConsoleSetUp,
  'console-settings': ConsoleSettings,
  'console-shopper': ConsoleShopper,
  'console-shoppers': ConsoleShoppers,
  'console-sign-in': ConsoleSignIn,
  'console-timeline': ConsoleTimeline,
  'console-try': ConsoleTry,
  'console-upload': ConsoleUpload,
  'console-person-cases': ConsolePersonCases,
  'console-person-notes': ConsolePersonNotes,
  'console-person-messages': ConsolePersonMessages,
  'console-person-points': ConsolePersonPoints,
  'console-codes': ConsoleCodes,
  'console-replay': ConsoleReplay,
  'console-rule-versions': ConsoleRuleVersions,
  'console-versions': ConsoleVersions,
  'console-lists': ConsoleLists,
  'console-attention': ConsoleAttention,
  'console-layers': ConsoleLayers,
  'console-quality': ConsoleQuality,
  'console-questions': ConsoleQuestions,
  'console-reminders': ConsoleReminders,
  'console-stage-words': ConsoleStageWords,
  'console-wording': ConsoleWording,
  'console-demand': ConsoleDemand,
  'console-lexicon': ConsoleLexicon,
  'console-watches': ConsoleWatches,
  'console-points-days': ConsolePointsDays,
  'console-webhook-log': ConsoleWebhookLog,
  'console-webhooks': ConsoleWebhooks,
} as const;

for (const [tag, element] of Object.entries(ELEMENTS)) customElements.define(tag, element);

/** The element of each tag. */
export type ConsoleElements = { [Tag in keyof typeof ELEMENTS]: InstanceType<(typeof ELEMENTS)[Tag]> };

declare global {
  interface HTMLElementTagNameMap extends ConsoleElements {}
}
