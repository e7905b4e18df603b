import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ARRIVALS, CATALOGUE } from '../catalogue/index.ts';
import { MARK_FILE } from './pages/marks.ts';
import { PICTURE_STYLE } from './picture/ground.ts';
import { picture } from './picture/draw.ts';

/** A file that is served as it is. */
interface File {
  readonly body: string;
  readonly type: string;
  readonly csp?: string;
}

const digest = (text: string, as: 'hex' | 'base64'): string => createHash('sha256').update(text).digest(as);

/** The style sheet and the script, under names that change with their content, and all pictures, drawn when first asked for. */
export class Assets {
  readonly css: string;
  readonly js: string;
  readonly #files = new Map<string, File>();
  readonly #drawn = new Map<string, string>();
  readonly #seeds = new Map([...CATALOGUE, ...ARRIVALS].map((seed) => [seed.handle, seed]));

  constructor() {
    this.css = this.#add('shop', 'css', 'text/css; charset=utf-8');
    this.js = this.#add('shop', 'js', 'text/javascript; charset=utf-8');
    this.#files.set('/assets/mark.svg', { body: MARK_FILE, type: 'image/svg+xml' });
  }

  #add(name: string, ending: string, type: string): string {
    const body = readFileSync(new URL(`../public/${name}.${ending}`, import.meta.url), 'utf8');
    const path = `/assets/${name}.${digest(body, 'hex').slice(0, 10)}.${ending}`;
    this.#files.set(path, { body, type });
    return path;
  }

  /** A style sheet, a script or the sign. */
  file(path: string): File | undefined {
    return this.#files.get(path);
  }

  /** The picture of a product; arrivals have theirs before they are on the shelf, because the import speaks of them. */
  picture(handle: string): File | undefined {
    const seed = this.#seeds.get(handle);
    if (seed === undefined) return undefined;
    let body = this.#drawn.get(handle);
    if (body === undefined) this.#drawn.set(handle, (body = picture(handle, seed.title[0], seed.picture)));
    return { body, type: 'image/svg+xml', csp: `default-src 'none'; style-src 'sha256-${digest(PICTURE_STYLE, 'base64')}'` };
  }
}
