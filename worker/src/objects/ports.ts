import type {
  Balance,
  Consent,
  ConsentRecord,
  Hand,
  HandPlace,
  ImportFormat,
  ImportReport,
  Notice,
  Order,
  OrderTaken,
  PersonLift,
  Product,
  ProductCard,
  Refused,
  ReminderRule,
  Segment,
  SettingsPatch,
  ShopEvent,
  ShopMade,
  ShopRequest,
  ShopSettings,
  ShopperPage,
  ShopperRow,
  ShopperView,
  TimelineEntry,
  Voucher,
  Watch,
  WebhookCustomer,
  WordingChange,
} from '@rapport/protocol';
import type { CasePort } from './case-port.ts';
import type { MergeShopPort } from './merge-shop-port.ts';
import type { MergePort } from './merge-port.ts';
import type { MessagePort } from './message-port.ts';
import type { OrderFacts, VersionOf } from '@rapport/domain/commerce';
import type { LedgerSums } from './shoppers/points-days-store.ts';
import type { Cuts } from '@rapport/domain/segments';
import type { Learnt } from '@rapport/domain/value';
import type { OfferShopPort, OfferSlicePort } from './offer-ports.ts';
import type { PointsPort, ShopPointsPort } from './points-port.ts';
import type { ReminderPort } from './reminder-port.ts';
import type { Seat } from '../platform/fence.ts';
import type { AudienceSlicePort, ListShopPort, ProductTraits } from './audience-ports.ts';
import type { Page } from '../platform/copy.ts';
import type { Parcel } from '../platform/outbox.ts';
import type { FeedPort, WatchPort } from './watch-ports.ts';
import type { StaffPort } from './staff-port.ts';

export type { Arrival } from './arrival.ts';
export type { WatchFacts } from './watch-ports.ts';

export type { DeviceGiven, MessagePort, TraceQuery } from './message-port.ts';

/**
 * What objects say to each other and what routes say to objects. Stated once, as interfaces, so that no object imports another:
 * an object is called across a wire, and a class that crosses it arrives as a plain value anyway.
 */

export type { ByHand, Occurred } from './points-port.ts';

/** A good answer with its values, or a refusal; `into` names the member that a merged guest lives on as. */
export type Answer<T> = ({ readonly ok: true } & T) | (Refused & { readonly into?: string });

/** Where the caller believes a slice to be. The slice refuses with `moved` when that is old news (law 1). */
export interface At {
  readonly generation: number;
  readonly slot?: number;
}

/** A slice as the shop's placement table knows it. */
export interface SliceSeat extends Seat {
  readonly slice: number;
}

/** What a slice must know of its shop; pushed, never asked for while deciding (law 7). */
export interface SliceSetup {
  readonly shopId: string;
  readonly slice: number;
  readonly settings: ShopSettings;
  readonly version: number;
  /** Decides by chance who belongs to the holdout; the same in all slices of a shop. */
  readonly holdoutKey?: string;
  /** Versions of the programme that the slice may not know. */
  readonly programmes?: readonly VersionOf[];
}

/** What a route needs of a shop, cached for a few seconds. Never leaves the worker. */
export interface ShopDoor {
  readonly shopId: string;
  readonly settings: ShopSettings;
  readonly version: number;
  readonly seats: readonly SliceSeat[];
  /** The one that counts, and the one before while it still does. */
  readonly identitySecrets: readonly string[];
  /** The same, for deliveries that the shop's system signs; none in a shop that never had one. */
  readonly webhookSecrets: readonly string[];
}

/** A consent with the signal of the browser it came from. */
export interface HeardConsent extends ConsentRecord {
  /** Sent with `Sec-GPC: 1`: whatever else was agreed to, nothing may be shared and nobody be put into a segment for advertising. */
  readonly gpc?: true;
}

/** Who calls, as the credential says. */
export interface Caller {
  readonly id: string;
  /** What the guest agreed to when the token was made; written down with the first thing worth keeping. */
  readonly consent?: HeardConsent & { readonly atMs: number };
  readonly locale?: string;
}

/** A member as the shop's back end vouches for them. */
export interface Member {
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
  readonly consent?: HeardConsent;
}

/** A redemption on its way: the stock is held and the code reserved before the slice decides (law 3). */
export interface RedeemCommand {
  readonly id: string;
  readonly bodyHash: string;
  readonly rewardId: string;
  readonly code: string;
  readonly held: boolean;
  /** After this moment the slice must refuse: the hold may have been settled as void. */
  readonly deadlineMs: number;
}

/** A person as staff sees them. */
export interface PersonView {
  readonly shopper: ShopperRow;
  readonly consent: Consent;
  readonly balance: Balance;
  readonly watches: readonly Watch[];
  readonly vouchers: readonly Voucher[];
  readonly lift: PersonLift;
}

/** A row that changed while its slice was being copied, as it is now; null = it is gone. */
export interface TouchedRow {
  readonly table: string;
  readonly key: readonly SqlStorageValue[];
  readonly row: Record<string, SqlStorageValue> | null;
}

/** What the recommendations of a person start from; ids only. */
export interface Taste {
  /** The name under which the recommender knows them. */
  readonly alias: string;
  /** Looked at and bought, the newest first. */
  readonly recent: readonly string[];
  readonly bought: readonly string[];
  /** "Not for me". */
  readonly hidden: readonly string[];
  /** Orders, the oldest first; only where it was asked for. */
  readonly baskets: readonly (readonly string[])[];
  readonly returned: readonly string[];
  /** They are of the group that gets no personal ranking. */
  readonly holdout: boolean;
}

export interface SlicePort extends MessagePort, PointsPort, WatchPort, OfferSlicePort, AudienceSlicePort, CasePort, ReminderPort, MergePort {
  open(seat: Seat, setup: SliceSetup): Promise<Answer<object>>;
  configure(at: At, settings: ShopSettings, version: number, holdoutKey?: string, programmes?: readonly VersionOf[]): Promise<Answer<object>>;
  record(at: At, caller: Caller, events: readonly ShopEvent[], traits?: ProductTraits): Promise<Answer<{ accepted: number; duplicates: number }>>;
  view(at: At, caller: Caller): Promise<Answer<{ view: ShopperView }>>;
  taste(at: At, id: string, ask: { readonly history: boolean; readonly ranked: boolean }): Promise<Answer<{ taste: Taste }>>;
  hide(at: At, caller: Caller, product: string, isHidden: boolean, traits?: ProductTraits): Promise<Answer<object>>;
  hidden(at: At, id: string): Promise<Answer<{ products: readonly string[] }>>;
  consent(at: At, caller: Caller, record: HeardConsent): Promise<Answer<{ view: ShopperView }>>;
  promote(at: At, id: string, member: Member): Promise<Answer<{ view: ShopperView }>>;
  replay(at: At, id: string, commandId: string, bodyHash: string): Promise<Answer<{ saved: string | null }>>;
  redeem(at: At, id: string, command: RedeemCommand): Promise<Answer<{ saved: string }>>;
  settle(at: At, id: string, commandId: string): Promise<Answer<{ taken: boolean }>>;
  order(at: At, id: string, order: Order, facts?: OrderFacts, traits?: ProductTraits): Promise<Answer<{ taken: OrderTaken }>>;
  voucher(at: At, id: string, code: string): Promise<Answer<{ voucher: Voucher }>>;
  useVoucher(at: At, id: string, code: string, orderId: string): Promise<Answer<{ voucher: Voucher }>>;
  /** @param phone the question that holds phone numbers, where whoever asks may see its answers */
  people(at: At, query: string, after: string | null, limit: number, phone?: string | null): Promise<Answer<ShopperPage>>;
  person(at: At, id: string): Promise<Answer<{ person: PersonView }>>;
  timeline(at: At, id: string, before: string | null, limit: number): Promise<Answer<{ entries: TimelineEntry[]; next: string | null }>>;
  erase(at: At, id: string): Promise<Answer<object>>;
  leave(at: At, guest: string, member: string): Promise<Answer<object>>;
  readPerson(at: At, id: string, page: number): Promise<Answer<{ rows: Page | null; next: number }>>;
  exportPerson(at: At, guest: string, page: number): Promise<Answer<{ rows: Page | null }>>;
  importPerson(at: At, member: string, guest: string, page: number, rows: Page | null): Promise<Answer<{ through: number }>>;
  forward(at: At, guest: string, member: string): Promise<Answer<object>>;
  watchChanges(at: At): Promise<Answer<object>>;
  exportPage(at: At, page: string | null): Promise<Answer<{ rows: Page; next: string | null }>>;
  importPage(at: At, rows: Page): Promise<Answer<object>>;
  touched(at: At, through: number): Promise<Answer<{ rows: TouchedRow[]; through: number }>>;
  applyTouched(at: At, rows: readonly TouchedRow[]): Promise<Answer<object>>;
  seal(at: At): Promise<Answer<object>>;
  tally(at: At): Promise<Answer<{ tally: string }>>;
  takeOver(at: At): Promise<Answer<object>>;
  destroy(at: At): Promise<Answer<object>>;
  ledgerSums(at: At, fromMs: number, toMs: number): Promise<Answer<{ sums: LedgerSums }>>;
  /** A print of all that is worth money here: movements, vouchers, orders, balances. */
  worth(at: At): Promise<Answer<{ worth: string }>>;
  customer(at: At, id: string): Promise<Answer<{ customer: WebhookCustomer }>>;
  /** Re-arms the alarm after the test clock was set. */
  tick(): Promise<void>;
}

export interface ShopPort extends OfferShopPort, ShopPointsPort, ListShopPort, MergeShopPort, StaffPort {
  create(shopId: string, request: ShopRequest): Promise<Answer<{ made: Omit<ShopMade, 'publishableKey'>; session: string }>>;
  change(patch: SettingsPatch, who: string): Promise<Answer<{ settings: ShopSettings; version: number }>>;
  /** Lays the owner's hand on a placement, or on all. */
  layHand(place: HandPlace, hand: Hand, who: string): Promise<Answer<{ settings: ShopSettings; version: number }>>;
  /** Says texts of the components in the shop's own words. `overloaded`: more than a shop may have. */
  sayOwn(change: WordingChange, who: string): Promise<Answer<{ settings: ShopSettings }>>;
  saveSegment(segment: Segment, who: string): Promise<Answer<object>>;
  saveReminder(rule: ReminderRule, who: string): Promise<Answer<object>>;
  dropReminder(id: string, who: string): Promise<Answer<object>>;
  dropSegment(id: string, who: string): Promise<Answer<object>>;
  learnValue(): Promise<void>;
  valueLearnt(): Promise<{ learnt: Learnt; cuts: Cuts; atMs: number } | null>;
  notices(before: number | null, limit: number): Promise<Notice[]>;
  lastEventAtMs(): Promise<number | null>;
  move(slice: number, who: string): Promise<Answer<{ generation: number }>>;
  heed(types: readonly string[], note: { who: string; what: string; detail: Readonly<Record<string, unknown>> }): Promise<void>;
  customerOf(shopper: string): Promise<WebhookCustomer | null>;
  door(): Promise<Answer<{ door: ShopDoor }>>;
  seats(): Promise<readonly SliceSeat[]>;
  knowsSecretKey(hash: string): Promise<boolean>;
  whoIs(identity: Identity): Promise<Answer<{ id: string; merging: string | null }>>;
  erase(id: string, who: string): Promise<Answer<object>>;
  /** Whether a customer id is this shopper's, or could be: nobody has it, and the shopper has none. */
  isCustomer(shopper: string, customerId: string): Promise<boolean>;
  ownerOf(kind: 'order' | 'voucher' | 'customer' | 'email', value: string): Promise<string | null>;
  reserve(commandId: string, rewardId: string, shopper: string): Promise<Answer<{ code: string; held: boolean; deadlineMs: number }>>;
  release(commandId: string): Promise<void>;
  merge(guest: string): Promise<boolean>;
  take(stream: string, parcels: readonly Parcel[]): Promise<number>;
  tick(): Promise<void>;
}

/** What is known of a person before anything is looked up. At least one of them is given. */
export interface Identity {
  readonly customerId?: string;
  readonly email?: string;
  /** The caller's own guest session, never somebody else's. */
  readonly guest?: string;
  /** They are here themselves and agree anew: a tombstone gives way. Otherwise what is erased stays so. */
  readonly isHere?: boolean;
  /** An order to claim for whoever it is. */
  readonly orderId?: string;
  /** Another business key to claim for whoever it is: an award, a row of an import. */
  readonly claim?: { readonly kind: 'award' | 'import'; readonly value: string };
}

/** A product's card, with what the owner's rules find it by. */
export interface Goods extends ProductCard {
  readonly marks: readonly string[];
}

/** A line of an order as another system names it. */
export interface Bought {
  readonly productId: string;
  readonly variantId?: string | undefined;
  readonly sku?: string | undefined;
  readonly title?: string | undefined;
}

export interface CatalogPort extends FeedPort {
  open(seat: Seat, setup: { shopId: string; currency: string; locales: readonly string[] }): Promise<Answer<object>>;
  beginImport(format: ImportFormat): Promise<Answer<{ id: string }>>;
  feed(id: string, index: number, chunk: Uint8Array): Promise<Answer<object>>;
  endImport(id: string): Promise<Answer<object>>;
  importReport(id: string): Promise<Answer<{ report: ImportReport }>>;
  imports(before: string | null, limit: number): Promise<{ imports: ImportReport[]; next: string | null }>;
  cards(ids: readonly string[], locale: string): Promise<ProductCard[]>;
  facts(ids: readonly string[]): Promise<Record<string, { brands: string[]; categories: string[]; costs: Record<string, number> }>>;
  /** What is known of these products' makers, kinds and prices; unknown ones are left out. */
  traits(ids: readonly string[]): Promise<ProductTraits>;
  products(after: string | null, limit: number, query: string): Promise<{ products: Product[]; next: string | null }>;
  which(lines: readonly Bought[]): Promise<(Bought | null)[]>;
  alike(ids: readonly string[], limit: number): Promise<{ productId: string; because: string; how: 'same-maker' | 'like-viewed'; score: number }[]>;
  someIds(limit: number): Promise<string[]>;
  edition(): Promise<string>;
  goods(ids: readonly string[], locale: string): Promise<Goods[]>;
  others(never: readonly string[], marks: readonly string[], limit: number, locale: string): Promise<Goods[]>;
  count(): Promise<number>;
  tick(): Promise<void>;
}
