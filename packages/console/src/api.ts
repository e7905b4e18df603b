/* oxlint-disable max-lines -- the whole surface that pages of the console ask, a few lines for each call */
/** The staff's side of the HTTP surface, typed. Same origin, the session travels in a cookie. */
import type {
  Adjustment,
  CodePoolState,
  Explanation,
  PointsView,
  Programme,
  ProgrammeVersions,
  CaseOpening,
  StaffNote,
  RulesVersions,
  ServiceCase,
  ReplayReport,
  Standing,
  StatementPage,
  AudienceCount,
  AudiencePage,
  AuditEntry,
  Balance,
  ChannelTest,
  ChannelView,
  CodeRequest,
  Consent,
  DaysReport,
  Hand,
  HandPlace,
  HoldoutReport,
  NoticePage,
  Feed,
  FeedRequest,
  FunnelReport,
  ImportFormat,
  ImportReport,
  PersonExport,
  PersonStanding,
  Offer,
  OfferChange,
  OfferCount,
  OfferDecisions,
  OfferDraft,
  OfferPreview,
  OfferRow,
  Placement,
  PlacementList,
  BroughtReport,
  DemandBoard,
  DuplicateReport,
  MergeRequest,
  PersonMerge,
  PersonMerges,
  ListImported,
  QualityReport,
  StaticList,
  StaticLists,
  PointsDays,
  Product,
  SecretKey,
  ReminderList,
  ReminderPreview,
  ReminderRule,
  Segment,
  SegmentList,
  SettingsPatch,
  ShopMade,
  ShopperPage,
  ShopperRow,
  ShopRequest,
  ShopView,
  SignIn,
  StaffMember,
  StaffRequest,
  TemplateView,
  StagesReport,
  TimelineEntry,
  Trace,
  TriedRow,
  Voucher,
  Watch,
  WebhookDelivery,
  WebhookDeliveryView,
  WebhookEndpoint,
  WebhookEndpointPatch,
  WebhookEndpointRequest,
  PersonLift,
  StaffWatches,
  WatchKind,
  WordingChange,
  WordingList,
} from '@rapport/protocol';
import type { ProblemBody, ProblemCode } from '@rapport/protocol/problem';
import { getLocale } from './locale.ts';

/** A refusal's code; `unreachable` is ours: no answer came at all. */
export type ApiCode = ProblemCode | 'unreachable';

/** What a change of settings answers. */
export type ChangedShop = Pick<ShopView, 'settings' | 'version'>;

/** Imports, the newest first. */
export interface ImportPage {
  readonly imports: readonly ImportReport[];
  readonly next: string | null;
}

/** Products in the order of the catalogue. */
export interface ProductPage {
  readonly products: readonly Product[];
  readonly next: string | null;
}

/** One person, whole. */
export interface ShopperCard {
  readonly shopper: ShopperRow;
  readonly consent: Consent;
  readonly watches: readonly Watch[];
  readonly vouchers: readonly Voucher[];
  readonly balance: Balance;
  readonly lift: PersonLift;
}

/** A hand as it was kept. */
export interface LaidHand {
  readonly hand: Hand;
  readonly version: number;
}

/** Which decisions of the message log; what is missing or '' asks for any. */
export interface MessageFilter {
  readonly shopper?: string;
  readonly channel?: string;
  readonly outcome?: string;
  readonly kind?: string;
  readonly reason?: string;
}

/** A stretch of a time line, the newest first. */
export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  readonly next: string | null;
}

/** A request that was refused, or that nobody answered. */
export class ApiProblem extends Error {
  readonly code: ApiCode;
  readonly body: ProblemBody;
  constructor(code: ApiCode, body: ProblemBody) {
    super(body.title);
    this.code = code;
    this.body = body;
  }
}

/** How the console reaches its worker; tests hand in the other side. */
export interface ApiOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** Called when the session has ended, before the refusal reaches the page. */
  readonly onNoSession?: () => void;
}

type Query = Readonly<Record<string, string | null | undefined>>;
interface Sent {
  readonly method?: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly file?: Blob;
  readonly token?: string;
  /** Makes a repeated command have one effect. */
  readonly key?: string;
}

/** Every call a page may make. Each throws `ApiProblem` and nothing else for what the other side says. */
export class Api {
  readonly #fetch: typeof globalThis.fetch;
  readonly #onNoSession: () => void;

  constructor({ fetch = (input, init) => globalThis.fetch(input, init), onNoSession = () => {} }: ApiOptions = {}) {
    this.#fetch = fetch;
    this.#onNoSession = onNoSession;
  }

  /** Makes the shop that a set-up link names and signs its owner in. bad-key · shop-exists · invalid-body. */
  makeShop(token: string, body: Partial<ShopRequest>): Promise<ShopMade> {
    return this.#json('/v1/shops', { method: 'POST', token, body });
  }

  /** Sends a sign-in code by mail. The answer is the same whether the address is known or not. */
  async sendCode(body: CodeRequest): Promise<void> {
    await this.#send('/v1/staff/codes', { method: 'POST', body });
  }

  /** Changes a code for a session. bad-code. */
  async signIn(body: SignIn): Promise<void> {
    await this.#send('/v1/staff/sessions', { method: 'POST', body });
  }

  async signOut(): Promise<void> {
    await this.#send('/v1/staff/sessions', { method: 'DELETE' });
  }

  shop(): Promise<ShopView> {
    return this.#json('/v1/shop');
  }

  /** Changes what is named; answers with all settings as they now are. invalid-body · role-not-allowed. */
  changeShop(body: SettingsPatch): Promise<ChangedShop> {
    return this.#json('/v1/shop', { method: 'PATCH', body });
  }

  /** Hands a file in; the answer is the report as far as it is. invalid-file · too-large. */
  startImport(format: ImportFormat, file: Blob): Promise<ImportReport> {
    return this.#json('/v1/imports', { method: 'POST', query: { format }, file });
  }

  import(id: string): Promise<ImportReport> {
    return this.#json(`/v1/imports/${encodeURIComponent(id)}`);
  }

  /** The owner’s word on a file that is held; `quietly` = take it and tell nobody. not-found. */
  settleImport(id: string, word: 'approve' | 'quietly' | 'refuse'): Promise<ImportReport> {
    const [way, query] = word === 'quietly' ? ['approve', { tell: 'no' }] : [word, {}];
    return this.#json(`/v1/imports/${encodeURIComponent(id)}/${way}`, { method: 'POST', query });
  }

  /** Who waits for what an import brought; `after` = `next` of the page before. */
  brought(id: string, after: string | null): Promise<BroughtReport> {
    return this.#json(`/v1/imports/${encodeURIComponent(id)}/waiting`, { query: { after } });
  }

  imports(): Promise<ImportPage> {
    return this.#json('/v1/imports');
  }

  products(query: string, after: string | null): Promise<ProductPage> {
    return this.#json('/v1/products', { query: { query, after } });
  }

  /** Where recommendations stand, the owner's hand over them, and how each did. */
  placements(): Promise<PlacementList> {
    return this.#json('/v1/placements');
  }

  /** Lays the owner's hand on a placement, or on all. invalid-body · role-not-allowed. */
  layHand(place: HandPlace, hand: Hand): Promise<LaidHand> {
    return this.#json(`/v1/placements/${place}`, { method: 'PATCH', body: hand });
  }

  /** What a person would be shown. Nothing is counted by it. */
  tryRow(shopper: string, placement: Placement, product: string): Promise<TriedRow> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(shopper)}/recommendations`, {
      query: { placement, product, count: '8', locale: getLocale() },
    });
  }

  shoppers(query: string, after: string | null): Promise<ShopperPage> {
    return this.#json('/v1/shoppers', { query: { query, after } });
  }

  /** The message log, the newest first; '' = any. */
  messages({ before, ...filter }: MessageFilter & { before: string | null }): Promise<{ traces: Trace[]; next: string | null }> {
    const named = Object.entries(filter).filter(([, value]) => value !== '');
    return this.#json('/v1/messages', { query: { ...Object.fromEntries(named), before } });
  }

  channels(): Promise<{ channels: ChannelView[] }> {
    return this.#json('/v1/channels');
  }

  tryChannel(id: string): Promise<ChannelTest> {
    return this.#json(`/v1/channels/${encodeURIComponent(id)}/test`, { method: 'POST' });
  }

  templates(locale: string): Promise<{ templates: TemplateView[] }> {
    return this.#json('/v1/templates', { query: { locale } });
  }

  tryTemplate(id: string, locale: string): Promise<{ sentTo: string }> {
    return this.#json(`/v1/templates/${encodeURIComponent(id)}/test`, { method: 'POST', body: { locale } });
  }

  /** People who got offers against people who got none. */
  holdout(): Promise<HoldoutReport> {
    return this.#json('/v1/experiments/holdout');
  }

  offers(): Promise<{ offers: OfferRow[] }> {
    return this.#json('/v1/offers');
  }

  offer(id: string): Promise<OfferRow> {
    return this.#json(`/v1/offers/${encodeURIComponent(id)}`);
  }

  makeOffer(body: OfferDraft): Promise<Offer> {
    return this.#json('/v1/offers', { method: 'POST', body });
  }

  /** Another state, or other terms. offer-ended · too-many-offers. */
  changeOffer(id: string, body: OfferChange): Promise<Offer> {
    return this.#json(`/v1/offers/${encodeURIComponent(id)}`, { method: 'PATCH', body });
  }

  countOffer(body: OfferDraft): Promise<OfferCount> {
    return this.#json('/v1/offers/count', { method: 'POST', body });
  }

  previewOffer(body: OfferPreview): Promise<OfferDecisions> {
    return this.#json('/v1/offers/preview', { method: 'POST', body });
  }

  /** What a person would get now on each channel, and why not the rest. */
  decisions(id: string): Promise<OfferDecisions> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/decisions`);
  }

  shopper(id: string): Promise<ShopperCard> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}`);
  }

  timeline(id: string, before: string | null, limit = 50): Promise<TimelinePage> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/timeline`, { query: { before, limit: String(limit) } });
  }

  /** Everything that is held of a person, every table. */
  exportShopper(id: string): Promise<PersonExport> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/export`);
  }

  /** Forgets a person, for good. */
  async forgetShopper(id: string): Promise<void> {
    await this.#send(`/v1/shoppers/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  staff(): Promise<{ readonly staff: readonly StaffMember[] }> {
    return this.#json('/v1/staff');
  }

  /** Takes somebody on, or gives them another role. role-not-allowed where the last owner would go. */
  setRole(body: StaffRequest): Promise<StaffMember> {
    return this.#json('/v1/staff', { method: 'POST', body });
  }

  async letGo(email: string): Promise<void> {
    await this.#send(`/v1/staff/${encodeURIComponent(email)}`, { method: 'DELETE' });
  }

  /** What the owner was told of by itself, the newest first. */
  notices(limit: number): Promise<NoticePage> {
    return this.#json('/v1/notices', { query: { limit: String(limit) } });
  }

  feeds(): Promise<{ readonly feeds: readonly Feed[] }> {
    return this.#json('/v1/feeds');
  }

  /** invalid-body where the address may not be called, or there are too many. It is fetched at once. */
  addFeed(body: FeedRequest): Promise<Feed> {
    return this.#json('/v1/feeds', { method: 'POST', body });
  }

  fetchFeed(id: string): Promise<Feed> {
    return this.#json(`/v1/feeds/${encodeURIComponent(id)}/fetch`, { method: 'POST' });
  }

  async dropFeed(id: string): Promise<void> {
    await this.#send(`/v1/feeds/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  keys(): Promise<{ readonly keys: readonly SecretKey[] }> {
    return this.#json('/v1/keys');
  }

  /** The answer is the only time that the key is shown. */
  makeKey(): Promise<{ readonly id: string; readonly secretKey: string }> {
    return this.#json('/v1/keys', { method: 'POST' });
  }

  endKey(id: string, overlapMs: number): Promise<{ readonly endsAtMs: number }> {
    return this.#json(`/v1/keys/${encodeURIComponent(id)}/end`, { method: 'POST', body: { overlapMs } });
  }

  changeIdentitySecret(overlapMs: number): Promise<{ readonly identitySecret: string }> {
    return this.#json('/v1/identity-secret', { method: 'POST', body: { overlapMs } });
  }

  /** `given` = a secret of the shop system's own; '' = one is made. */
  changeWebhookSecret(overlapMs: number, given: string): Promise<{ readonly webhookSecret: string }> {
    return this.#json('/v1/webhook-secret', { method: 'POST', body: { overlapMs, ...(given && { secret: given }) } });
  }

  audit(before: string | null): Promise<{ readonly entries: readonly AuditEntry[]; readonly next: string | null }> {
    return this.#json('/v1/audit', { query: { before } });
  }

  /** Copies a slice into a fresh file; answers when it is done. */
  rebuild(slice: number): Promise<{ readonly slice: number; readonly generation: number }> {
    return this.#json(`/v1/slices/${slice}/rebuild`, { method: 'POST' });
  }

  personPoints(id: string): Promise<PointsView> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/points`);
  }

  /** Every movement of a person's points, the newest first. */
  personStatement(id: string, before: string | null): Promise<StatementPage> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/statement`, { query: { before, limit: '20' } });
  }

  /** What lies behind a row of a person's ledger. */
  explain(id: string, seq: number): Promise<Explanation> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/ledger/${seq}`);
  }

  /** Gives or takes points by hand; the same key counts once. not-enough-points. */
  adjust(id: string, body: Adjustment, key: string): Promise<Standing> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/adjustments`, { method: 'POST', body, key });
  }

  /** What a programme would have made of the orders of the last days; changes nothing. */
  replay(days: number, programme: Programme): Promise<ReplayReport> {
    return this.#json('/v1/programme/replay', { method: 'POST', body: { days, programme } });
  }

  /** A person's questions and complaints, the newest first. */
  cases(id: string): Promise<{ cases: ServiceCase[] }> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/cases`);
  }

  /** Notes what staff heard, in the person's time line. */
  async noteDown(id: string, body: StaffNote): Promise<void> {
    await this.#send(`/v1/shoppers/${encodeURIComponent(id)}/notes`, { method: 'POST', body });
  }

  openCase(id: string, body: CaseOpening): Promise<ServiceCase> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/cases`, { method: 'POST', body });
  }

  closeCase(id: string, caseId: string): Promise<ServiceCase> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/cases/${encodeURIComponent(caseId)}/close`, { method: 'POST' });
  }

  /** Versions of the contact rules, the newest first. */
  rulesVersions(before: string | null): Promise<RulesVersions> {
    return this.#json('/v1/rules/versions', { query: { limit: '5', before } });
  }

  /** Versions of the programme, the newest first. */
  programmeVersions(before: string | null): Promise<ProgrammeVersions> {
    return this.#json(`/v1/programme/versions?limit=10${before === null ? '' : `&before=${encodeURIComponent(before)}`}`);
  }

  /** Brings codes for a reward that doesn't make its own; those that are known are passed over. */
  addCodes(rewardId: string, codes: readonly string[]): Promise<CodePoolState> {
    return this.#json(`/v1/rewards/${encodeURIComponent(rewardId)}/codes`, { method: 'POST', body: { codes } });
  }

  /** How much of what members can be known by is there, right and fresh. */
  quality(): Promise<QualityReport> {
    return this.#json('/v1/quality');
  }

  /** Rows that are likely one person. */
  duplicates(): Promise<DuplicateReport> {
    return this.#json('/v1/duplicates');
  }

  /** People who were merged by hand, the newest first. */
  merges(): Promise<PersonMerges> {
    return this.#json('/v1/merges?limit=20');
  }

  /** Makes two members one; the same key is the same merge. */
  mergePeople(body: MergeRequest, key: string): Promise<PersonMerge> {
    return this.#json('/v1/merges', { method: 'POST', body, key });
  }

  undoMerge(id: string): Promise<PersonMerge> {
    return this.#json(`/v1/merges/${encodeURIComponent(id)}/undo`, { method: 'POST' });
  }

  /** Every text of the components, and what the shop says instead. */
  wording(): Promise<WordingList> {
    return this.#json('/v1/wording');
  }

  /** Says a text differently; null = as it was. invalid-body: a value that must stay is missing. */
  changeWording(body: WordingChange): Promise<WordingList> {
    return this.#json('/v1/wording', { method: 'PATCH', body });
  }

  lists(): Promise<StaticLists> {
    return this.#json('/v1/lists');
  }

  saveList(body: StaticList): Promise<StaticList> {
    return this.#json('/v1/lists', { method: 'POST', body });
  }

  async dropList(id: string): Promise<void> {
    await this.#send(`/v1/lists/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** Puts the people of a file on a list, or takes them off. invalid-file. */
  bringPeople(id: string, as: 'add' | 'remove', file: Blob): Promise<ListImported> {
    return this.#json(`/v1/lists/${encodeURIComponent(id)}/people`, { method: 'POST', query: { as }, file });
  }

  /** What people wait for, person by person; '' = every kind. */
  watches(kind: WatchKind | '', after: string | null): Promise<StaffWatches> {
    return this.#json('/v1/watches', { query: { limit: '50', kind: kind || null, after } });
  }

  /** What three people or more look for in vain. */
  demand(): Promise<DemandBoard> {
    return this.#json('/v1/demand');
  }

  /** Points by day, from one day of the shop's calendar to another. */
  pointsDays(from: string, to: string): Promise<PointsDays> {
    return this.#json('/v1/points/days', { query: { from, to } });
  }

  /** Where the same is to be had as a file. */
  pointsDaysCsv(from: string, to: string): string {
    return `/v1/points/days${search({ from, to, as: 'csv' })}`;
  }

  async endpoints(): Promise<readonly WebhookEndpoint[]> {
    return (await this.#json<{ endpoints: readonly WebhookEndpoint[] }>('/v1/webhook-endpoints')).endpoints;
  }

  /** Adds an address for webhooks; the secret is in this answer and nowhere else. invalid-body. */
  addEndpoint(body: WebhookEndpointRequest): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
    return this.#json('/v1/webhook-endpoints', { method: 'POST', body });
  }

  changeEndpoint(id: string, body: WebhookEndpointPatch): Promise<WebhookEndpoint> {
    return this.#json(`/v1/webhook-endpoints/${encodeURIComponent(id)}`, { method: 'PATCH', body });
  }

  async removeEndpoint(id: string): Promise<void> {
    await this.#send(`/v1/webhook-endpoints/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** A new secret; messages are signed with both for the overlap. */
  rotateEndpoint(id: string, overlapMs: number): Promise<{ secret: string }> {
    return this.#json(`/v1/webhook-endpoints/${encodeURIComponent(id)}/secret`, { method: 'POST', body: { overlapMs } });
  }

  testEndpoint(id: string): Promise<WebhookDelivery> {
    return this.#json(`/v1/webhook-endpoints/${encodeURIComponent(id)}/test`, { method: 'POST' });
  }

  /** Sends again whatever did not get through to an address. */
  replayEndpoint(id: string): Promise<{ replayed: number }> {
    return this.#json(`/v1/webhook-endpoints/${encodeURIComponent(id)}/replay`, { method: 'POST' });
  }

  /** Messages to the shop's systems, the newest first; `state` '' = all. */
  deliveries(state: string, before: string | null): Promise<{ deliveries: readonly WebhookDelivery[]; next: string | null }> {
    return this.#json('/v1/webhook-deliveries', { query: { state, before } });
  }

  delivery(id: string): Promise<WebhookDeliveryView> {
    return this.#json(`/v1/webhook-deliveries/${encodeURIComponent(id)}`);
  }

  replayDelivery(id: string): Promise<WebhookDelivery> {
    return this.#json(`/v1/webhook-deliveries/${encodeURIComponent(id)}/replay`, { method: 'POST' });
  }

  /** The segments, and the fields that a rule may speak of. */
  segments(): Promise<SegmentList> {
    return this.#json('/v1/segments');
  }

  /** Adds a segment or replaces the one with its id. invalid-body, with where the rule can't be read. */
  saveSegment(body: Segment): Promise<Segment> {
    return this.#json('/v1/segments', { method: 'POST', body });
  }

  async dropSegment(id: string): Promise<void> {
    await this.#send(`/v1/segments/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** The rules of reminders, and how long things were learnt to last. */
  reminders(): Promise<ReminderList> {
    return this.#json('/v1/reminders');
  }

  /** Adds a rule or replaces the one with its id. */
  saveReminder(body: ReminderRule): Promise<ReminderRule> {
    return this.#json('/v1/reminders', { method: 'POST', body });
  }

  async dropReminder(id: string): Promise<void> {
    await this.#send(`/v1/reminders/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** How many people a rule would remind; nothing is kept. */
  tryReminder(body: ReminderRule): Promise<ReminderPreview> {
    return this.#json('/v1/reminders/preview', { method: 'POST', body });
  }

  /** How many people a rule holds of, now. */
  countAudience(rule: Segment['rule']): Promise<AudienceCount> {
    return this.#json('/v1/audience/count', { method: 'POST', body: { rule } });
  }

  /** The people of a rule, by id. */
  audience(rule: Segment['rule'], after: string | null): Promise<AudiencePage> {
    return this.#json('/v1/audience/list', { method: 'POST', body: { rule, ...(after === null ? {} : { after }) } });
  }

  /** Where a person stands, and why. not-found where nothing is known of them. */
  standing(id: string): Promise<PersonStanding> {
    return this.#json(`/v1/shoppers/${encodeURIComponent(id)}/standing`);
  }

  /** Sums by day, the oldest first. */
  days(days: number): Promise<DaysReport> {
    return this.#json('/v1/reports/days', { query: { days: String(days) } });
  }

  /** How far people came from a product to a purchase, of ways that began within the days. */
  funnel(days: number): Promise<FunnelReport> {
    return this.#json('/v1/reports/funnel', { query: { days: String(days) } });
  }

  /** Who stands where, and who moved within the days. */
  stages(days: number): Promise<StagesReport> {
    return this.#json('/v1/reports/stages', { query: { days: String(days) } });
  }

  async #json<T>(path: string, sent: Sent = {}): Promise<T> {
    const response = await this.#send(path, sent);
    return (await response.json()) as T;
  }

  async #send(path: string, sent: Sent): Promise<Response> {
    const response = await this.#reach(path, sent);
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (problem.code === 'no-session') this.#onNoSession();
    throw problem;
  }

  async #reach(path: string, { method = 'GET', query = {}, body, file, token, key }: Sent): Promise<Response> {
    // The worker's words (titles, mails) come in the console's language, not the browser's.
    const headers = new Headers({ accept: 'application/json', 'accept-language': getLocale() });
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (file) headers.set('content-type', 'text/csv');
    if (key) headers.set('idempotency-key', key);
    if (token) headers.set('authorization', `Bearer ${token}`);
    const content = file ?? (body === undefined ? null : JSON.stringify(body));
    try {
      return await this.#fetch(path + search(query), { method, headers, body: content, credentials: 'same-origin' });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new ApiProblem('unreachable', { type: '', title: 'The server did not answer', status: 0, retryable: true });
    }
  }
}

function search(query: Query): string {
  const named = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return named.length === 0 ? '' : `?${new URLSearchParams(named).toString()}`;
}

async function readProblem(response: Response): Promise<ApiProblem> {
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) {
    return new ApiProblem('internal', { type: '', title: response.statusText, status: response.status, retryable: response.status >= 500 });
  }
  const body = (await response.json()) as ProblemBody;
  return new ApiProblem((body.type.split('/').at(-1) || 'internal') as ApiCode, body);
}
