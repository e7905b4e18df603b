import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../serve/paths.ts';
import { apiPages } from './api.ts';
import { componentPages } from './components.ts';
import { frame, type Shelf, type SitePage } from './frame.ts';
import { problemsPage } from './problems.ts';
import { writtenPages } from './words.ts';

/** The documentation as it is served at `/docs`: every page as HTML, its look, and what the search looks through. Text by path below dist/static. */
export function siteFiles(): Readonly<Record<string, string>> {
  const written = writtenPages();
  const components = componentPages();
  const api = [...apiPages(), problemsPage()];
  const shelves: readonly Shelf[] = [
    { title: '', pages: written },
    { title: 'Components', pages: components },
    { title: 'HTTP API', pages: api },
  ];
  const pages = [...written, ...components, ...api];
  return {
    ...Object.fromEntries(pages.map((page) => [fileOf(page), frame(page, shelves)])),
    'docs/site.css': readFileSync(join(ROOT, 'scripts/site/site.css'), 'utf8'),
    'docs/search.json': JSON.stringify(pages.map(({ path, title, about, words = '' }) => [path, title, about, words])),
  };
}

const fileOf = ({ path }: SitePage): string => `${path.endsWith('/') ? `${path}index` : path}.html`.slice(1);
