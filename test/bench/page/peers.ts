import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { ROOT } from '../../../scripts/serve/paths.ts';

// What other makers' scripts cost on the same page, in the same run. They are no part of this project's installation: the bench puts these exact versions into a folder of
// its own, once, and bundles a minimal realistic use of each.

const FOLDER = join(ROOT, 'node_modules', '.cache', 'page-peers');
const VERSIONS = {
  '@plausible-analytics/tracker': '0.4.6',
  '@segment/analytics-next': '1.84.3',
  'posthog-js': '1.449.2',
  react: '19.3.1',
  'react-dom': '19.3.1',
  '@novu/js': '3.19.2',
} as const;

/** The uses, by name. `API` is where their calls go: a server that says yes to everything. */
const USES: Readonly<Record<string, string>> = {
  plausible: `import { init } from '@plausible-analytics/tracker'; init({ domain: 'shop.example', endpoint: API + '/plausible', captureOnLocalhost: true });`,
  segment: `import { AnalyticsBrowser } from '@segment/analytics-next';
    const analytics = AnalyticsBrowser.load({ writeKey: 'w', cdnSettings: { integrations: { 'Segment.io': { apiKey: 'w', apiHost: API.replace(/^https?:\\/\\//, '') + '/segment', protocol: 'http' } } } });
    analytics.page(); analytics.track('view_item', { id: 'bowl' });`,
  posthog: `import posthog from 'posthog-js'; posthog.init('phc_x', { api_host: API + '/posthog', capture_pageview: true }); posthog.capture('view_item', { id: 'bowl' });`,
  react: `import { createElement as h, useState } from 'react'; import { createRoot } from 'react-dom/client';
    const Points = () => { const [points, more] = useState(340); return h('div', null, h('strong', null, points), ' points ', h('button', { onClick: () => more(points + 1) }, 'More')); };
    const start = () => createRoot(document.getElementById('slot')).render(h(Points));
    if (document.readyState === 'complete') start(); else addEventListener('load', start);`,
  novu: `import { NovuUI } from '@novu/js/ui';
    const start = () => { const ui = new NovuUI({ options: { applicationIdentifier: 'a', subscriber: 's', apiUrl: API + '/novu', socketUrl: API } });
    ui.mountComponent({ name: 'Inbox', element: document.getElementById('slot'), props: {} }); };
    if (document.readyState === 'complete') start(); else addEventListener('load', start);`,
};

/** Bundles of all uses, by name. @throws when a peer can't be had. */
export async function peers(api: string): Promise<ReadonlyMap<string, string>> {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const wanted = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`);
  const isThere = (name: string): boolean => existsSync(join(FOLDER, 'node_modules', name, 'package.json'));
  if (!Object.keys(VERSIONS).every(isThere)) {
    const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...wanted], {
      cwd: FOLDER,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The peers could not be installed: ${stderr.slice(-500)}`);
  }
  const bundles = new Map<string, string>();
  for (const [name, contents] of Object.entries(USES)) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: FOLDER },
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2020',
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"production"', API: JSON.stringify(api) },
    });
    bundles.set(name, outputFiles[0]?.text ?? '');
  }
  return bundles;
}
