/** What one running worker needs to know. Paths are absolute. */
export interface ServeConfig {
  /** The bundle's path relative to the folder of the configuration: workerd embeds only what lies beside or below it. */
  readonly bundle: string;
  readonly objectsDir: string;
  readonly staticDir: string;
  /** `host:port` to listen on; port 0 lets the system choose. */
  readonly address: string;
  /** Names of text bindings; their values travel in the environment, so that no secret lies in this file. */
  readonly textBindings: readonly string[];
  /** May the worker connect to this machine? Only in the demo and in tests: it would let a webhook address reach local services. */
  readonly loopback: boolean;
  /** Certificates (PEM) that are trusted beside those every browser trusts: of a mail server of one's own, say. */
  readonly trusted: readonly string[];
}

/** Class of each namespace by its binding. The same ones stand in worker/wrangler.jsonc. */
export const OBJECT_CLASSES = {
  SHOP: 'ShopObject',
  CATALOG: 'CatalogObject',
  SHOPPERS: 'ShoppersObject',
  RECOMMENDER: 'RecommenderObject',
  COURIER: 'CourierObject',
} as const;

/** Keep equal to `compatibility_date` in worker/wrangler.jsonc (a test holds the two together). */
export const COMPATIBILITY_DATE = '2026-11-01';

/**
 * The configuration of plain workerd. `uniqueKey` decides in which folder an object's data lies and must never change.
 * Node's modules need no flag: they come with this compatibility date.
 * @see https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp
 */
export function serveConfig(config: ServeConfig): string {
  const objects = Object.entries(OBJECT_CLASSES);
  const allow = config.loopback ? '["public", "local"]' : '["public"]';
  const tls = ['trustBrowserCas = true', ...(config.trusted.length > 0 ? [`trustedCertificates = [${config.trusted.map(quoted).join(', ')}]`] : [])];
  return `# Written at every start; changes made here are lost.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .rapport),
    (name = "objects", disk = (path = ${quoted(config.objectsDir)}, writable = true)),
    (name = "static", disk = (path = ${quoted(config.staticDir)})),
    (name = "outbound", network = (allow = ${allow}, tlsOptions = (${tls.join(', ')}))),
  ],
  sockets = [(name = "http", address = ${quoted(config.address)}, http = (), service = "main")],
);

const rapport :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed ${quoted(config.bundle)})],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [
${objects.map(([binding, name]) => `    (name = "${binding}", durableObjectNamespace = (className = "${name}")),`).join('\n')}
    (name = "ASSETS", service = "static"),
${config.textBindings.map((name) => `    (name = ${quoted(name)}, fromEnvironment = ${quoted(name)}),`).join('\n')}
  ],
  globalOutbound = "outbound",
  durableObjectNamespaces = [
${objects.map(([, name]) => `    (className = "${name}", uniqueKey = "rapport-${name}-v1", enableSql = true),`).join('\n')}
  ],
  durableObjectStorage = (localDisk = "objects"),
);
`;
}

/** A Cap'n Proto string: quotes, backslashes and line ends escaped, everything else as it is. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
