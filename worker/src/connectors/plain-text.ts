/** Elements whose content is no text. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object', 'textarea', 'title', 'head']);
/** Elements that run inside a line; all others begin a new one. */
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'cite',
  'code',
  'del',
  'em',
  'font',
  'i',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);
/** The named characters that shops write; a name that isn't here stays as it stands. */
const NAMED = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    hellip: '…',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    times: '×',
    deg: '°',
    frac12: '½',
    frac14: '¼',
    trade: '™',
    reg: '®',
    copy: '©',
    euro: '€',
    pound: '£',
    yen: '¥',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    agrave: 'à',
    aacute: 'á',
    acirc: 'â',
    ccedil: 'ç',
    egrave: 'è',
    eacute: 'é',
    ecirc: 'ê',
    iacute: 'í',
    ntilde: 'ñ',
    oacute: 'ó',
    uacute: 'ú',
  }),
);

/**
 * The text of a piece of HTML: tags, comments, scripts and styles gone, characters decoded, one space or line end between words.
 * One pass from left to right, so its time grows with its length only. What it gives is text, not safe HTML: it still has to be escaped where it is shown.
 */
export function textOf(html: string): string {
  if (!/[<&]/.test(html)) return tidy(html);
  // Not toLowerCase(): that may change the length.
  const lower = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    out += decode(html.slice(at, open));
    const mark = html[open + 1] ?? '';
    if (html.startsWith('<!--', open)) at = after(html, '-->', open + 4);
    else if (mark === '!' || mark === '?') at = after(html, '>', open + 2);
    else if (mark === '/' || /[a-z]/i.test(mark)) {
      const name = tagName(lower, open + (mark === '/' ? 2 : 1));
      at = tagEnd(html, open + 1);
      if (mark !== '/' && SILENT.has(name) && html[at - 2] !== '/') at = tagEnd(html, after(lower, `</${name}`, at));
      if (!INLINE.has(name)) out += '\n';
    } else {
      out += '<';
      at = open + 1;
    }
  }
  return tidy(out + decode(html.slice(at)));
}

/** At most `limit` UTF-16 units of the text, never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const code = text.charCodeAt(limit - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit).trimEnd();
}

/** A cell as one line of plain text: control characters become spaces, spaces in a row become one. */
export function oneLine(text: string, limit: number): string {
  return cut(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), limit);
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

function tagName(lower: string, from: number): string {
  let end = from;
  while (end < lower.length && end < from + 16 && /[a-z0-9]/.test(lower[end] ?? '')) end++;
  return lower.slice(from, end);
}

/** Just after the `>` that ends a tag; a `>` inside a quoted attribute doesn't. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let i = from; i < html.length; i++) {
    const char = html[i] ?? '';
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '>') return i + 1;
    else if ((char === '"' || char === "'") && html[i - 1] === '=') quote = char;
  }
  return html.length;
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z0-9]{2,8});/gi, (whole, name: string) => {
    if (name[0] !== '#') return NAMED.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
  });
}

function tidy(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n');
}
