/* oxlint-disable max-lines -- the whole other side, a few lines for each route */
/** The other side of the HTTP surface, as a function from request to answer: what a page is given instead of a network. */
import { withWording, WORDING_LANGUAGES, wordingOf } from '@rapport/domain/wording';
import type {
  AuditEntry,
  DuplicateReport,
  MergeRequest,
  PersonMerge,
  Feed,
  Hand,
  HoldoutReport,
  ImportReport,
  ListImported,
  Notice,
  OfferRow,
  PlacementList,
  Product,
  QualityReport,
  SecretKey,
  ShopView,
  ShopperRow,
  StaffMember,
  StaticList,
  StaticLists,
  WordingChange,
  TimelineEntry,
  Trace,
  TriedRow,
} from '@rapport/protocol';
import { type ProblemBody, type ProblemCode, PROBLEMS, problemType } from '@rapport/protocol/problem';
import type { AudienceRow, DaysReport, FunnelReport, PersonStanding, Segment, StagesReport } from '@rapport/protocol';
import type { ShopperCard } from '../api.ts';
import { anAuditTrail, someKeys, someStaff } from './access.ts';
import { pointsRoutes } from './person-points.ts';
import { someBrought, someDemand } from './demand.ts';
import { someWatches } from './watches.ts';
import { feedRoutes } from './feeds.ts';
import { aReminderPreview, someReminders } from './reminders.ts';
import { somePointsDays } from './points-days.ts';
import { aDelivery, anEndpoint, toldRoutes, type Told } from './webhooks.ts';
import { aCard, aNewShop, anImport, aProduct, aShop, aShopper, aTimeline, aTrace, aTriedRow, NOW_MS, somePlacements } from './a-shop.ts';
import { aStanding, audienceFields, someDays, someFunnel, someNotices, someStages } from './people.ts';
import { aHoldout, anOffer, anOfferRow, caseRoutes, someDecisions, someRulesVersions } from './some-offers.ts';

/** What the other side remembers, open to tests. */
export interface Remembered extends Told {
  shop: ShopView;
  signedIn: boolean;
  imports: ImportReport[];
  products: Product[];
  shoppers: ShopperRow[];
  card: ShopperCard;
  entries: TimelineEntry[];
  traces: Trace[];
  offers: OfferRow[];
  holdout: HoldoutReport;
  placements: PlacementList;
  tried: TriedRow;
  feeds: Feed[];
  notices: Notice[];
  funnel: FunnelReport;
  staff: StaffMember[];
  keys: SecretKey[];
  audit: AuditEntry[];
  audience: AudienceRow[];
  standing: PersonStanding;
  quality: QualityReport;
  duplicates: DuplicateReport;
  merges: PersonMerge[];
  lists: StaticLists['lists'];
  days: DaysReport;
  stages: StagesReport;
  /** Rows of one page. */
  pageRows: number;
  /** Looks at a running import until it ends; a test that wants to see it run says Infinity, and 0 when it has. */
  looks: number;
}

/** A request as it came in. */
export interface Came {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
}

type Route = (came: Came, id: string) => Response;

export class OtherSide {
  readonly has: Remembered;
  /** Everything that was asked, the oldest first. */
  readonly came: Came[] = [];
  /** The next request of this method and path is refused so. */
  readonly refuse = new Map<string, { code: ProblemCode; body?: Partial<ProblemBody> }>();
  readonly #routes: readonly (readonly [string, RegExp, Route])[] = [
    ['POST', /^\/v1\/shops$/, (came) => this.#makeShop(came)],
    ['POST', /^\/v1\/staff\/codes$/, () => new Response(null, { status: 204 })],
    ['POST', /^\/v1\/staff\/sessions$/, (came) => this.#signIn(came)],
    ['DELETE', /^\/v1\/staff\/sessions$/, () => this.#signOut()],
    ['GET', /^\/v1\/shop$/, () => this.#staff(() => Response.json(this.has.shop))],
    ['PATCH', /^\/v1\/shop$/, (came) => this.#staff(() => this.#change(came))],
    ['POST', /^\/v1\/imports$/, (came) => this.#staff(() => this.#import(came))],
    ['GET', /^\/v1\/imports$/, () => this.#staff(() => Response.json({ imports: this.has.imports, next: null }))],
    ['POST', /^\/v1\/imports\/(.+)\/approve$/, (_, id) => this.#staff(() => this.#settle(id, null))],
    ['POST', /^\/v1\/imports\/(.+)\/refuse$/, (_, id) => this.#staff(() => this.#settle(id, 'Refused; nothing of it was taken.'))],
    ['GET', /^\/v1\/imports\/(.+)\/waiting$/, ({ query }) => this.#staff(() => Response.json(someBrought(query.get('after') ?? '')))],
    ['GET', /^\/v1\/imports\/(.+)$/, (_, id) => this.#staff(() => this.#look(id))],
    ...feedRoutes(() => this.has).map(
      ([method, path, answer]) => [method, path, (came: Came, id: string) => this.#staff(() => answer(came, id))] as const,
    ),
    ['GET', /^\/v1\/watches$/, ({ query }) => this.#staff(() => someWatches(query))],
    ['GET', /^\/v1\/messages$/, ({ query }) => this.#staff(() => this.#page('traces', this.has.traces, query, 'before', () => ''))],
    [
      'GET',
      /^\/v1\/channels$/,
      () =>
        this.#staff(() =>
          Response.json({
            channels: [
              { id: 'inbox', works: true, way: 'socket', missing: [] },
              { id: 'email', works: true, way: 'smtp', missing: [] },
              { id: 'push', works: false, way: 'web-push', missing: ['public-url'] },
            ],
          }),
        ),
    ],
    ['POST', /^\/v1\/channels\/[^/]+\/test$/, () => this.#staff(() => Response.json({ ok: true, reason: null }))],
    [
      'GET',
      /^\/v1\/templates$/,
      () => this.#staff(() => Response.json({ templates: [{ id: 'arrival', subject: 'It is here: Shino matcha bowl', html: '', text: '' }] })),
    ],
    ['POST', /^\/v1\/templates\/[^/]+\/test$/, () => this.#staff(() => Response.json({ sentTo: this.has.shop.staff.email }, { status: 202 }))],
    ['GET', /^\/v1\/placements$/, () => this.#staff(() => Response.json(this.has.placements))],
    ['PATCH', /^\/v1\/placements\/(.+)$/, (came, place) => this.#staff(() => this.#lay(came, place))],
    ['GET', /^\/v1\/shoppers\/[^/]+\/recommendations$/, () => this.#staff(() => Response.json(this.has.tried))],
    [
      'GET',
      /^\/v1\/products$/,
      ({ query }) => this.#staff(() => this.#page('products', this.has.products, query, 'after', (row) => JSON.stringify(row.title))),
    ],
    [
      'GET',
      /^\/v1\/shoppers$/,
      ({ query }) => this.#staff(() => this.#page('shoppers', this.has.shoppers, query, 'after', (row) => `${row.name} ${row.email}`)),
    ],
    ['POST', /^\/v1\/shoppers\/([^/]+)\/notes$/, () => this.#staff(() => new Response(null, { status: 204 }))],
    ['GET', /^\/v1\/segments$/, () => this.#staff(() => Response.json({ segments: this.#segments(), fields: audienceFields() }))],
    ['POST', /^\/v1\/segments$/, (came) => this.#staff(() => this.#saveSegment(JSON.parse(came.body) as Segment))],
    ['DELETE', /^\/v1\/segments\/(.+)$/, (_, id) => this.#staff(() => this.#dropSegment(id))],
    [
      'POST',
      /^\/v1\/audience\/count$/,
      () => this.#staff(() => Response.json({ people: this.has.audience.length, everybody: this.has.shoppers.length + 8_309, atMs: 0 })),
    ],
    ['POST', /^\/v1\/audience\/list$/, () => this.#staff(() => Response.json({ people: this.has.audience, next: null }))],
    ['GET', /^\/v1\/quality$/, () => this.#staff(() => Response.json(this.has.quality))],
    ['GET', /^\/v1\/duplicates$/, () => this.#staff(() => Response.json(this.has.duplicates))],
    ['GET', /^\/v1\/merges$/, () => this.#staff(() => Response.json({ merges: this.has.merges, next: null }))],
    ['POST', /^\/v1\/merges$/, (came) => this.#staff(() => this.#merge(JSON.parse(came.body) as MergeRequest))],
    ['POST', /^\/v1\/merges\/([^/]+)\/undo$/, (_, id) => this.#staff(() => this.#part(id))],
    ['GET', /^\/v1\/wording$/, () => this.#staff(() => this.#wording())],
    ['PATCH', /^\/v1\/wording$/, (came) => this.#staff(() => this.#reword(JSON.parse(came.body) as WordingChange))],
    ['GET', /^\/v1\/lists$/, () => this.#staff(() => Response.json({ lists: this.has.lists }))],
    ['POST', /^\/v1\/lists$/, (came) => this.#staff(() => this.#saveList(JSON.parse(came.body) as StaticList))],
    ['DELETE', /^\/v1\/lists\/(.+)$/, (_, id) => this.#staff(() => this.#dropList(id))],
    ['POST', /^\/v1\/lists\/[^/]+\/people$/, (came) => this.#staff(() => this.#bring(came))],
    ['GET', /^\/v1\/reports\/days$/, () => this.#staff(() => Response.json(this.has.days))],
    ['GET', /^\/v1\/notices$/, () => this.#staff(() => Response.json({ notices: this.has.notices, next: null }))],
    ['GET', /^\/v1\/reports\/funnel$/, () => this.#staff(() => Response.json(this.has.funnel))],
    ['GET', /^\/v1\/reports\/stages$/, () => this.#staff(() => Response.json(this.has.stages))],
    ['GET', /^\/v1\/shoppers\/[^/]+\/standing$/, () => this.#staff(() => Response.json(this.has.standing))],
    [
      'GET',
      /^\/v1\/shoppers\/[^/]+\/timeline$/,
      ({ query }) => this.#staff(() => this.#page('entries', this.has.entries, query, 'before', () => '')),
    ],
    ['GET', /^\/v1\/staff$/, () => this.#staff(() => Response.json({ staff: this.has.staff }))],
    ['POST', /^\/v1\/staff$/, (came) => this.#staff(() => this.#setRole(came))],
    ['DELETE', /^\/v1\/staff\/(.+)$/, (_, email) => this.#staff(() => this.#letGo(decodeURIComponent(email)))],
    ['GET', /^\/v1\/keys$/, () => this.#staff(() => Response.json({ keys: this.has.keys }))],
    ['POST', /^\/v1\/keys$/, () => this.#staff(() => this.#makeKey())],
    ['POST', /^\/v1\/keys\/(.+)\/end$/, (came, id) => this.#staff(() => this.#endKey(came, id))],
    [
      'POST',
      /^\/v1\/identity-secret$/,
      () => this.#staff(() => Response.json({ identitySecret: 'N5tV0pQ2sX8zB4mK7jH1gF6dR3wY9uL0aC5eT8iO2k' }, { status: 201 })),
    ],
    ['POST', /^\/v1\/webhook-secret$/, (came) => this.#staff(() => this.#changeWebhook(came))],
    ['GET', /^\/v1\/audit$/, ({ query }) => this.#staff(() => this.#page('entries', this.has.audit, query, 'before', () => ''))],
    [
      'POST',
      /^\/v1\/slices\/(\d+)\/rebuild$/,
      (_, slice) => this.#staff(() => Response.json({ slice: Number(slice), generation: 2 }, { status: 202 })),
    ],
    [
      'GET',
      /^\/v1\/shoppers\/([^/]+)\/export$/,
      (_, id) => this.#staff(() => Response.json({ exportedAtMs: 1, shopId: 's1', tables: { shopper: [{ id }] } })),
    ],
    ['DELETE', /^\/v1\/shoppers\/([^/]+)$/, (_, id) => this.#staff(() => this.#forget(id))],
    ...caseRoutes().map(([method, path, answer]) => [method, path, (came: Came, id: string) => this.#staff(() => answer(came.body, id))] as const),
    ...pointsRoutes().map(([method, path, answer]) => [method, path, (came: Came) => this.#staff(() => answer(came))] as const),
    ...toldRoutes(() => this.has).map(
      ([method, path, answer]) => [method, path, (came: Came, id: string) => this.#staff(() => answer(came, id))] as const,
    ),
    ['GET', /^\/v1\/experiments\/holdout$/, () => this.#staff(() => Response.json(this.has.holdout))],
    ['GET', /^\/v1\/rules\/versions$/, () => this.#staff(() => Response.json(someRulesVersions(this.has.shop.settings)))],
    ['GET', /^\/v1\/offers$/, () => this.#staff(() => Response.json({ offers: this.has.offers }))],
    ['POST', /^\/v1\/offers\/count$/, () => this.#staff(() => Response.json({ people: 1_284, eligible: 312 }))],
    ['POST', /^\/v1\/offers\/preview$/, () => this.#staff(() => Response.json(someDecisions()))],
    ['POST', /^\/v1\/offers$/, (came) => this.#staff(() => Response.json({ ...anOffer(), ...(JSON.parse(came.body) as object) }, { status: 201 }))],
    ['GET', /^\/v1\/offers\/([^/]+)$/, () => this.#staff(() => Response.json(this.has.offers[0]))],
    ['PATCH', /^\/v1\/offers\/([^/]+)$/, (came) => this.#staff(() => this.#changeOffer(came))],
    ['GET', /^\/v1\/shoppers\/[^/]+\/decisions$/, () => this.#staff(() => Response.json(someDecisions()))],
    ['GET', /^\/v1\/shoppers\/([^/]+)$/, (_, id) => this.#staff(() => this.#card(id))],
  ];

  constructor(has: Partial<Remembered> = {}) {
    this.has = {
      shop: aShop(),
      signedIn: true,
      imports: [anImport()],
      products: [aProduct()],
      shoppers: [aShopper()],
      card: aCard(),
      entries: aTimeline(),
      endpoints: [anEndpoint()],
      pointsDays: somePointsDays(),
      demand: someDemand(),
      reminders: someReminders(),
      reminderPreview: aReminderPreview(),
      deliveries: [aDelivery()],
      traces: [aTrace()],
      offers: [anOfferRow()],
      holdout: aHoldout(),
      placements: somePlacements(),
      tried: aTriedRow(),
      feeds: [],
      notices: someNotices(),
      funnel: someFunnel(),
      staff: someStaff(),
      keys: someKeys(),
      audit: anAuditTrail(),
      audience: [],
      quality: { members: 0, fields: [], atMs: 0 },
      duplicates: { pairs: [], found: 0, looked: 0, isAll: true, atMs: 0 },
      merges: [],
      lists: [],
      standing: aStanding(),
      days: someDays(),
      stages: someStages(),
      pageRows: 50,
      looks: 1,
      ...has,
    };
  }

  /** Stands where `fetch` stands. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(String(input), 'http://console.test'), init);
    const { pathname: path, searchParams: query } = new URL(request.url);
    const came: Came = { method: request.method, path, query, headers: request.headers, body: await request.text() };
    this.came.push(came);
    return this.answer(came);
  };

  /** Answers a request. */
  answer(came: Came): Response {
    const named = `${came.method} ${came.path}`;
    const refusal = this.refuse.get(named);
    if (refusal) {
      this.refuse.delete(named);
      return problem(refusal.code, refusal.body);
    }
    for (const [method, pattern, route] of this.#routes) {
      const match = method === came.method ? pattern.exec(came.path) : null;
      if (match) return route(came, match[1] ?? '');
    }
    return problem('not-found');
  }

  #staff(answer: () => Response): Response {
    return this.has.signedIn ? answer() : problem('no-session');
  }

  #makeShop(came: Came): Response {
    const { ownerEmail, ...settings } = JSON.parse(came.body) as ShopView['settings'] & { ownerEmail: string };
    const { programme } = aNewShop().settings;
    this.has.shop = { ...aNewShop(), settings: { ...settings, programme }, staff: { email: ownerEmail, role: 'owner' } };
    this.has.signedIn = true;
    const { shopId, publishableKey } = this.has.shop;
    const made = {
      shopId,
      publishableKey,
      secretKey: `sk_${shopId}_f0h2Kq9ZrT5wY8uB1nM4vC7xJ3sD6gLp`,
      identitySecret: 'N5tV0pQ2sX8zB4mK7jH1gF6dR3wY9uL0aC5eT8iO2k',
      webhookSecret: 'whsec_N5tV0pQ2sX8zB4mK7jH1gF6dR3wY9uL0aC5eT8iO2kA=',
    };
    return Response.json(made, { status: 201 });
  }

  #signIn(came: Came): Response {
    const { code } = JSON.parse(came.body) as { code: string };
    if (code !== '123456') return problem('bad-code');
    this.has.signedIn = true;
    return new Response(null, { status: 204 });
  }

  #signOut(): Response {
    this.has.signedIn = false;
    return new Response(null, { status: 204 });
  }

  #changeOffer(came: Came): Response {
    const [row = anOfferRow()] = this.has.offers;
    const offer = { ...row.offer, ...(JSON.parse(came.body) as Partial<OfferRow['offer']>), version: row.offer.version + 1 };
    this.has.offers = [{ ...row, offer }, ...this.has.offers.slice(1)];
    return Response.json(offer);
  }

  #change(came: Came): Response {
    const { shop } = this.has;
    this.has.shop = {
      ...shop,
      version: shop.version + 1,
      settings: { ...shop.settings, ...(JSON.parse(came.body) as Partial<ShopView['settings']>) },
    };
    const { settings, version } = this.has.shop;
    return Response.json({ settings, version });
  }

  #lay(came: Came, place: string): Response {
    const hand = JSON.parse(came.body) as Hand;
    const { placements } = this.has.placements;
    this.has.placements = { ...this.has.placements, placements: placements.map((view) => (view.placement === place ? { ...view, hand } : view)) };
    return Response.json({ hand, version: 2 });
  }

  #segments(): readonly Segment[] {
    return this.has.shop.settings.segments ?? [];
  }

  #saveSegment(segment: Segment): Response {
    const segments = [...this.#segments().filter(({ id }) => id !== segment.id), segment];
    this.has.shop = { ...this.has.shop, settings: { ...this.has.shop.settings, segments } };
    return Response.json(segment);
  }

  #dropSegment(id: string): Response {
    const segments = this.#segments().filter((one) => one.id !== id);
    this.has.shop = { ...this.has.shop, settings: { ...this.has.shop.settings, segments } };
    return new Response(null, { status: 204 });
  }

  #wording(): Response {
    const { wording } = this.has.shop.settings;
    return Response.json({
      languages: WORDING_LANGUAGES.map((language) => ({ language, texts: wordingOf(language), own: wording?.said[language] ?? {} })),
    });
  }

  #reword(change: WordingChange): Response {
    const { settings } = this.has.shop;
    this.has.shop = { ...this.has.shop, settings: { ...settings, wording: withWording(settings.wording, change) } };
    return this.#wording();
  }

  #saveList(list: StaticList): Response {
    this.has.lists = [...this.has.lists.filter(({ id }) => id !== list.id), { ...list, people: 0 }];
    return Response.json(list);
  }

  #merge({ keep, merge }: MergeRequest): Response {
    const { pairs } = this.has.duplicates;
    const people = pairs.flatMap((pair) => pair.people);
    const [kept, gone] = [keep, merge].map((id) => people.find((one) => one.id === id) ?? null);
    const one: PersonMerge = {
      id: `m${this.has.merges.length + 1}`,
      state: 'merged',
      keptId: keep,
      mergedId: merge,
      kept: kept ?? null,
      merged: gone ? { name: gone.name, email: gone.email, points: gone.pointsAvailable + gone.pointsPending } : null,
      atMs: NOW_MS,
      by: this.has.shop.staff.email,
      undoneAtMs: null,
      undoneBy: null,
      final: null,
    };
    this.has.merges = [one, ...this.has.merges];
    const left = pairs.filter((pair) => !pair.people.some(({ id }) => id === merge));
    this.has.duplicates = { ...this.has.duplicates, pairs: left, found: left.length };
    return Response.json(one);
  }

  #part(id: string): Response {
    const known = this.has.merges.find((one) => one.id === id);
    if (!known) return Response.json({ title: 'Nothing here', status: 404, type: 'not-found', retryable: false }, { status: 404 });
    const undone: PersonMerge = { ...known, state: 'undone', undoneAtMs: NOW_MS, undoneBy: this.has.shop.staff.email, final: 'undone' };
    this.has.merges = this.has.merges.map((one) => (one.id === id ? undone : one));
    return Response.json(undone);
  }

  #dropList(id: string): Response {
    this.has.lists = this.has.lists.filter((list) => list.id !== id);
    return new Response(null, { status: 204 });
  }

  /** Knows everybody but whoever is called nobody. */
  #bring({ body }: Came): Response {
    const lines = body.trim().split('\n').slice(1);
    const issues = lines.flatMap((text, i) => (text.startsWith('nobody') ? [{ line: i + 2, message: 'the shop knows nobody by this' }] : []));
    return Response.json({
      lines: lines.length,
      changed: lines.length - issues.length,
      same: 0,
      refused: issues.length,
      issues,
    } satisfies ListImported);
  }

  #import(came: Came): Response {
    const id = `imp_${this.has.imports.length + 1}`;
    const rowsRead = came.body.split('\n').length - 1;
    const report = anImport({ id, format: came.query.get('format') ?? '', state: this.has.looks > 0 ? 'running' : 'done', rowsRead });
    this.has.imports.unshift(report);
    return Response.json(report, { status: 202 });
  }

  #look(id: string): Response {
    this.has.looks -= 1;
    const at = this.has.imports.findIndex((report) => report.id === id);
    const report = this.has.imports[at];
    if (!report) return problem('not-found');
    const next: ImportReport = this.has.looks > 0 || report.state !== 'running' ? report : { ...report, state: 'done' };
    this.has.imports[at] = next;
    return Response.json(next);
  }

  #settle(id: string, failure: string | null): Response {
    this.has.imports = this.has.imports.map((report) =>
      report.id === id ? { ...report, state: failure === null ? 'done' : 'failed', failure } : report,
    );
    return this.#look(id);
  }

  #card(id: string): Response {
    const shopper = this.has.shoppers.find((row) => row.id === id);
    return shopper ? Response.json({ ...this.has.card, shopper }) : problem('not-found');
  }

  #setRole(came: Came): Response {
    const { email, role } = JSON.parse(came.body) as StaffMember;
    this.has.staff = [...this.has.staff.filter((one) => one.email !== email), { email, role }];
    return Response.json({ email, role });
  }

  #letGo(email: string): Response {
    this.has.staff = this.has.staff.filter((one) => one.email !== email);
    return new Response(null, { status: 204 });
  }

  #makeKey(): Response {
    const id = `key_${this.has.keys.length + 1}`;
    this.has.keys.unshift({ id, ending: 'Qx7z', madeAtMs: NOW_MS, lastUsedAtMs: null, endsAtMs: null });
    return Response.json({ id, secretKey: `sk_${this.has.shop.shopId}_f0h2Kq9ZrT5wY8uB1nM4vC7xJ3sQx7z` }, { status: 201 });
  }

  #endKey(came: Came, id: string): Response {
    const endsAtMs = NOW_MS + (JSON.parse(came.body) as { overlapMs: number }).overlapMs;
    this.has.keys = this.has.keys.map((key) => (key.id === id ? { ...key, endsAtMs } : key));
    return Response.json({ endsAtMs });
  }

  #changeWebhook(came: Came): Response {
    const { secret } = JSON.parse(came.body) as { secret?: string };
    return Response.json({ webhookSecret: secret ?? 'whsec_N5tV0pQ2sX8zB4mK7jH1gF6dR3wY9uL0aC5eT8iO2kA=' }, { status: 201 });
  }

  #forget(id: string): Response {
    this.has.shoppers = this.has.shoppers.filter((row) => row.id !== id);
    return new Response(null, { status: 204 });
  }

  #page<T>(name: string, rows: readonly T[], query: URLSearchParams, mark: string, words: (row: T) => string): Response {
    const found = rows.filter((row) =>
      words(row)
        .toLowerCase()
        .includes((query.get('query') ?? '').toLowerCase()),
    );
    const from = Number(query.get(mark) ?? 0);
    const to = from + this.has.pageRows;
    return Response.json({ [name]: found.slice(from, to), next: to < found.length ? String(to) : null });
  }
}

/** A refusal as the worker gives it. */
export function problem(code: ProblemCode, more: Partial<ProblemBody> = {}): Response {
  const body = { type: problemType(code), ...PROBLEMS[code], ...more };
  return new Response(JSON.stringify(body), { status: body.status, headers: { 'content-type': 'application/problem+json' } });
}
