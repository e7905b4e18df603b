import { updateWhenLocaleChanges } from '@lit/localize';
import type { Client, Standing } from '@rapport/client';
import type { LiveMessage, ShopConfig, ShopperView } from '@rapport/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenClient } from './client-context.ts';
import { useLocale } from './locale.ts';

/** Ties an element to the page's client: it renders again when the shopper's state, or the language, has changed. */
export class ClientController implements ReactiveController {
  /** null until the page has one. */
  client: Client | null = null;
  /** The shop's public settings, once they were wanted and have come. */
  config: ShopConfig | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #heard: (message: LiveMessage) => void;
  #stops: (() => void)[] = [];
  #wanted = false;

  constructor(host: ReactiveControllerHost, heard: (message: LiveMessage) => void = () => undefined) {
    this.#host = host;
    this.#heard = heard;
    host.addController(this);
    updateWhenLocaleChanges(host);
  }

  hostConnected(): void {
    this.#stops = [
      whenClient((client) => {
        this.#stops.splice(1).forEach((stop) => stop());
        this.client = client;
        useLocale(client.locale);
        this.#stops.push(
          client.subscribe(() => this.#host.requestUpdate()),
          client.onLive(this.#heard),
        );
        this.#host.requestUpdate();
      }),
    ];
  }

  hostDisconnected(): void {
    this.#stops.splice(0).forEach((stop) => stop());
  }

  /** Asks for the shop's public settings, once; what can't be had is asked for again when the element is drawn again. */
  want(): void {
    if (this.#wanted || !this.client) return;
    this.#wanted = true;
    this.client.config().then(
      (config) => {
        this.config = config;
        this.#host.requestUpdate();
      },
      () => (this.#wanted = false),
    );
  }

  /** The currency of the shop; '' until it is known. */
  get currency(): string {
    return this.config?.currency ?? '';
  }

  /** What is known of the shopper. */
  get view(): ShopperView | null {
    return this.client?.view ?? null;
  }

  get standing(): Standing {
    return this.client?.standing ?? 'waiting';
  }

  /** The tag that numbers, money and dates are written by. */
  get locale(): string {
    return this.client?.locale ?? 'en';
  }
}
