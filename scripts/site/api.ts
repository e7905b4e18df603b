import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../serve/paths.ts';
import type { SitePage } from './frame.ts';
import { html, slug, type Markup } from './html.ts';
import { code, inline } from './markdown.ts';
import { shape, type Schema } from './shape.ts';

interface Body {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly description?: string;
}
interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
    readonly description?: string;
  }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, { readonly description?: string }>> };
}
/** One call: `POST /v1/events`. */
interface Call extends Operation {
  readonly method: string;
  readonly path: string;
}

/** Who may ask, by the names of the document. */
const ASKERS: Readonly<Record<string, string>> = {
  publishableKey: 'any page, with the publishable key',
  shopperToken: 'the shopper’s page',
  secretKey: 'the shop’s server',
  setupToken: 'who opens a shop, once',
  standardWebhooks: 'a signed webhook',
  shopifyHmac: 'Shopify',
  wooCommerceHmac: 'WooCommerce',
  staffSession: 'staff, in the console',
};

/** The calls of the API, a page a noun, from docs/openapi.json. */
export function apiPages(): readonly SitePage[] {
  const api = JSON.parse(readFileSync(join(ROOT, 'docs', 'openapi.json'), 'utf8')) as Api;
  const calls = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const nouns = [...new Set(calls.flatMap(({ tags }) => tags))].toSorted();
  const of = (noun: string): Call[] => calls.filter(({ tags }) => tags.includes(noun));
  const index: SitePage = {
    path: '/docs/api/',
    title: 'All calls',
    about: 'Every call of the HTTP API.',
    body: html`<h1>HTTP API</h1>
      <p class="lead">
        ${calls.length} calls, all below <code>/v1</code>, all JSON. Times are milliseconds since 1970, money is whole minor units. The same as a
        document for tools: <a href="/openapi.json">openapi.json</a>. What is refused has <a href="/docs/problems">one form</a>.
      </p>
      <div class="nouns">
        ${nouns.map(
          (noun) =>
            html`<h2 id="${slug(noun)}"><a href="/docs/api/${noun}">${noun}</a></h2>
              <ul class="calls">
                ${of(noun).map((call) => html`<li><a href="/docs/api/${noun}#${anchor(call)}">${line(call)}</a><span class="quiet">${call.summary}</span></li>`)}
              </ul>`,
        )}
      </div>`,
  };
  return [index, ...nouns.map((noun) => nounPage(noun, of(noun)))];
}

const anchor = ({ method, path }: Call): string => slug(`${method} ${path}`);
const line = ({ method, path }: Call): Markup => html`<code><b>${method}</b> ${path}</code>`;

const nounPage = (noun: string, calls: readonly Call[]): SitePage => ({
  path: `/docs/api/${noun}`,
  title: noun,
  about: `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}: ${calls.map(({ summary }) => summary).join('; ')}.`.slice(0, 240),
  words: calls.map(({ method, path, summary }) => `${method} ${path} ${summary}`).join(' '),
  body: html`<h1>${noun}</h1>
    ${calls.map(section)}`,
});

function section(call: Call): Markup {
  const askers = [...new Set((call.security ?? []).flatMap((one) => Object.keys(one)))].map((name) => ASKERS[name] ?? name);
  const bodyOf = (body: Body | undefined): [type: string, schema: Schema][] =>
    Object.entries(body?.content ?? {}).map(([type, { schema }]) => [type, schema]);
  const good = Object.entries(call.responses).filter(([status]) => status < '400');
  const refused = Object.entries(call.responses).filter(([status]) => status >= '400');
  return html`<section class="call" aria-labelledby="${anchor(call)}">
    <h2 id="${anchor(call)}">${call.summary}</h2>
    <p class="where">${line(call)}</p>
    ${call.description ? html`<p>${inline(call.description)}</p>` : ''}
    ${askers.length ? html`<p class="quiet">Asked by ${askers.join(', ')}.</p>` : html`<p class="quiet">Asked by anybody.</p>`}
    ${
      call.parameters.length
        ? html`<h3>Parameters</h3>
            <ul class="facts">
              ${call.parameters.map((one) => html`<li><code>${one.name}</code> <span class="quiet">${one.in}${one.required ? '' : ', may be left out'}</span> <code class="type">${shape(one.schema)}</code>${one.description ? html` ${inline(one.description)}` : ''}</li>`)}
            </ul>`
        : ''
    }
    ${bodyOf(call.requestBody).map(
      ([type, schema]) =>
        html`<h3>Body <span class="quiet">${type}</span></h3>
          ${code(shape(schema))}`,
    )}
    ${good.map(
      ([status, body]) =>
        html`<h3>Answer ${status} <span class="quiet">${body.description?.replace(/\.$/, '') ?? ''}</span></h3>
          ${bodyOf(body).map(([type, schema]) => html`${type === 'application/json' ? '' : html`<p class="quiet">${type}</p>`}${code(shape(schema))}`)}`,
    )}
    ${
      refused.length
        ? html`<details class="refusals">
            <summary>Refusals</summary>
            <ul class="facts">
              ${refused.map(([status, { description = '' }]) => html`<li><code>${status}</code> ${description}</li>`)}
            </ul>
          </details>`
        : ''
    }
  </section>`;
}
