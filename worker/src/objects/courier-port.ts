import type {
  DeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryView,
  WebhookEndpoint,
  WebhookEndpointPatch,
  WebhookEndpointRequest,
} from '@rapport/protocol';
import type { Parcel } from '../platform/outbox.ts';
import type { Answer } from './ports.ts';

/** Something that happened, on its way to the courier; the parcel's kind is its type. */
export interface Announced {
  /** '' = about nobody. */
  readonly shopper: string;
  readonly atMs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CourierPort {
  endpoints(): Promise<WebhookEndpoint[]>;
  add(shopId: string, request: WebhookEndpointRequest, who: string): Promise<Answer<{ endpoint: WebhookEndpoint; secret: string }>>;
  change(id: string, patch: WebhookEndpointPatch, who: string): Promise<Answer<{ endpoint: WebhookEndpoint }>>;
  remove(id: string, who: string): Promise<void>;
  rotate(id: string, overlapMs: number, who: string): Promise<Answer<{ secret: string }>>;
  test(id: string): Promise<Answer<{ delivery: WebhookDelivery }>>;
  replay(delivery: string): Promise<Answer<{ delivery: WebhookDelivery }>>;
  replayAll(endpoint: string): Promise<Answer<{ replayed: number }>>;
  deliveries(query: DeliveriesQuery): Promise<{ deliveries: WebhookDelivery[]; next: string | null }>;
  delivery(delivery: string): Promise<Answer<{ view: WebhookDeliveryView }>>;
  take(stream: string, parcels: readonly Parcel[]): Promise<number>;
  tick(): Promise<void>;
}
