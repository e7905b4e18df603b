import { html, type Child, type Markup } from './html.ts';

/** A page of the site. */
export interface SitePage {
  /** Where it is: `/docs/components/rapport-points`. */
  readonly path: string;
  readonly title: string;
  /** One sentence, for the list of what was found and for search engines. */
  readonly about: string;
  readonly body: Child;
  /** Words by which it is found besides its title. */
  readonly words?: string;
}
/** A part of the rail: a heading and where it leads. */
export interface Shelf {
  readonly title: string;
  readonly pages: readonly { readonly path: string; readonly title: string }[];
}

const MARK = html`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
  <circle cx="7.5" cy="10" r="5" />
  <circle cx="12.5" cy="10" r="5" />
</svg>`;

/** A whole page: the rail with every place and the search, then what the page is about. */
export function frame(page: SitePage, shelves: readonly Shelf[]): string {
  const shelf = ({ title, pages }: Shelf): Markup => {
    const links = pages.map(
      (one) => html`<li><a href="${one.path}" ${one.path === page.path ? html` aria-current="page"` : ''}>${one.title}</a></li>`,
    );
    return title
      ? html`<details${pages.some(({ path }) => path === page.path) ? html` open` : ''}><summary>${title}</summary><ul>${links}</ul></details>`
      : html`<ul>
          ${links}
        </ul>`;
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${page.about}" />
        <title>${page.title === 'Rapport' ? 'Rapport' : `${page.title} · Rapport`}</title>
        <link rel="icon" href="/console/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/docs/site.css" />
        <script type="module" src="/docs/site.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">To the text</a>
        <header>
          <a class="brand" href="/docs/">${MARK}<span>Rapport</span></a>
          <form role="search" class="search" hidden>
            <label class="unseen" for="find">Search the documentation</label
            ><input
              id="find"
              type="search"
              placeholder="Search"
              autocomplete="off"
              role="combobox"
              aria-expanded="false"
              aria-controls="found"
              aria-autocomplete="list"
            />
            <ul id="found" role="listbox" aria-label="Found" hidden></ul>
          </form>
          <button type="button" class="menu" aria-expanded="false" aria-controls="rail" hidden>Menu</button>
        </header>
        <nav id="rail" aria-label="Documentation">
          ${shelves.map(shelf)}
          <p><a href="/console/">Console</a></p>
        </nav>
        <main id="main" tabindex="-1">${page.body}</main>
      </body>
    </html> `.text;
}
