import type { RapportConfig } from '../config.ts';
import type { Currency, Voucher } from '../money.ts';

/** Longer than this nobody waits at a till. */
const PATIENCE_MS = 4000;

/** What came back. `refused` means that asking again will not help; otherwise nothing is known and one may ask again. */
export type Answer =
  { readonly ok: true; readonly body: Record<string, unknown> } | { readonly ok: false; readonly refused: boolean; readonly reason: string };

/** What a check of a voucher can end in. */
export type Check =
  { readonly state: 'valid'; readonly voucher: Voucher } | { readonly state: 'invalid'; readonly reason: string } | { readonly state: 'unreachable' };

/** Bad requests and conflicts stay what they are. A wrong key can be put right, so that what waits is kept waiting. */
function isRefusal(status: number, retryable: unknown): boolean {
  return [400, 409, 410, 413, 415, 422].includes(status) || (status === 404 && retryable === false);
}

/** Rapport as the shop's server sees it: four calls with the secret key. */
export class RapportApi {
  readonly #config: RapportConfig;
  constructor(config: RapportConfig) {
    this.#config = config;
  }

  /** Sends one request. Bad requests and conflicts are refusals; silence, 401, 404, 429 and 5xx are worth another try. */
  async call(method: 'GET' | 'POST', path: string, body?: string, type = 'application/json'): Promise<Answer> {
    try {
      const response = await fetch(this.#config.rapportUrl + path, {
        method,
        signal: AbortSignal.timeout(PATIENCE_MS),
        redirect: 'error',
        headers: {
          authorization: `Bearer ${this.#config.secretKey}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
      if (response.ok) return { ok: true, body: json };
      const words = [json['title'], json['detail']].filter((word) => typeof word === 'string');
      return { ok: false, refused: isRefusal(response.status, json['retryable']), reason: `${response.status} ${words.join(': ')}`.trim() };
    } catch (error) {
      return {
        ok: false,
        refused: false,
        reason: error instanceof Error && error.name === 'TimeoutError' ? 'No answer in time' : 'Can’t be reached',
      };
    }
  }

  /** Asks whether a voucher may be used for this basket. */
  async check(code: string, subtotalMinor: number, currency: Currency, customerId: string | undefined): Promise<Check> {
    const answer = await this.call(
      'POST',
      '/v1/vouchers/validate',
      JSON.stringify({ code, subtotalMinor, currency, ...(customerId === undefined ? {} : { customerId }) }),
    );
    if (!answer.ok) return answer.refused ? { state: 'invalid', reason: '' } : { state: 'unreachable' };
    const voucher = answer.body['voucher'] as Voucher | undefined;
    const worth = answer.body['worthMinor'];
    if (answer.body['valid'] === true && voucher !== undefined) {
      const known = typeof worth === 'number' ? { worth: { minor: worth, ofMinor: subtotalMinor } } : {};
      return { state: 'valid', voucher: { ...voucher, code: voucher.code ?? code, ...known } };
    }
    return { state: 'invalid', reason: String(answer.body['reason'] ?? '') };
  }

  /** How an import is getting on. */
  import(id: string): Promise<Answer> {
    return this.call('GET', `/v1/imports/${encodeURIComponent(id)}`);
  }
}
