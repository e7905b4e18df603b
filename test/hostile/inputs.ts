import type { Chance } from '../faults/chance.ts';

// The list of section 3 of the notes, number by number. What isn't here is somewhere else: see ELSEWHERE at the end.

/** One hostile value: `raw` stands in JSON as it is, `text` becomes a JSON string. */
export interface Hostile {
  readonly number: number;
  readonly raw?: string;
  readonly text?: string;
}

const raws = (number: number, ...all: readonly string[]): Hostile[] => all.map((raw) => ({ number, raw }));
const texts = (number: number, ...all: readonly string[]): Hostile[] => all.map((text) => ({ number, text }));

/** Where a number goes. */
export const NUMBERS: readonly Hostile[] = [
  ...raws(1, '-0'),
  ...raws(2, '1e308'),
  ...raws(3, '1e400', '-1e400'),
  ...raws(4, 'NaN', 'Infinity', '-Infinity'),
  ...texts(5, 'NaN', 'Infinity'),
  ...raws(6, '9007199254740993', '9007199254740991'),
  ...raws(7, '9223372036854775807', '9223372036854775808'),
  ...raws(8, '-1', '-9007199254740991'),
  ...raws(9, '0'),
  ...raws(10, '0.30000000000000004'),
  ...raws(11, '1.0000000000000001'),
  ...texts(12, '1', '1e3', '0x10', ' 1 ', '１'),
  ...raws(13, '01', '+1', '.5', '1.'),
  ...raws(14, '1e-7'),
  ...raws(15, '434.99999999999994', '4.35'),
  ...raws(16, '9'.repeat(500)),
  ...raws(17, 'true', '[1]', '{}', 'null'),
  ...texts(18, '10n'),
];

/** Where a text or an id goes. */
export const TEXTS: readonly Hostile[] = [
  ...texts(19, ''),
  ...texts(20, ' '),
  ...[64, 65, 128, 129, 255, 256, 300, 4_096].flatMap((length) => texts(21, 'a'.repeat(length))),
  ...texts(21, 'a'.repeat(2_000_001)),
  ...texts(22, '__proto__'),
  ...texts(23, 'constructor', 'prototype'),
  ...texts(24, 'toString', 'hasOwnProperty', 'valueOf'),
  ...texts(25, 'null', 'undefined', 'guest', '0', 'anonymous'),
  ...texts(26, '../../etc', '..', '.', '%2e%2e%2f', '%00', '%u0000', '/etc/passwd', 'a/b'),
  ...texts(27, 'a\0b', '\0'),
  ...texts(28, '\ud800', 'a\udfffb', '\udc00\ud800'),
  ...texts(32, 'caf\u00e9', 'cafe\u0301'),
  ...texts(33, 'ıstanbul@people.example', 'STRAßE', 'strasse', 'İ'),
  ...texts(34, 'А-1234-БВГД', 'tе\u0430@people.example'),
  ...texts(35, 'abc\u202etxt', 'a\u200db', 'a\u2028b', '\ufeffa'),
  ...texts(36, `e${'\u0301'.repeat(10_000)}`, `e${'\u0301'.repeat(60)}`),
  ...texts(37, `${'👨‍👩‍👧‍👦'.repeat(11)}👍🏽`, '👍🏽'.repeat(64)),
  ...texts(38, 'a:b', ':', 'a\u001fb', '["a","b"]'),
  ...texts(
    39,
    '0190A6E0-0000-7000-8000-000000000000',
    '{0190a6e0-0000-7000-8000-000000000000}',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-7fff-bfff-ffffffffffff',
  ),
  ...texts(40, '"a b"@x', 'a@[127.0.0.1]', `${'a'.repeat(308)}@people.example`, 'a@b.example\r\nBcc: x@y.example', 'a@b', "a'--@x.example"),
  // Threats whose tell-tale is a text: SQL, formulas, templates, scripts.
  ...texts(
    26,
    "name'--",
    '$."a"',
    '%'.repeat(60),
    '=HYPERLINK("http://x")',
    '{{constructor}}',
    '<img src=x onerror=alert(1)>',
    '</script><svg onload=1>',
  ),
  ...raws(17, '1', 'true', '[]', '["a"]', '{}', 'null', '{"toString":1}'),
];

/** Where a time goes; put wherever a text goes. */
export const TIMES: readonly Hostile[] = [
  ...texts(72, '1969-12-31T23:59:59Z', '0001-01-01T00:00:00Z'),
  ...raws(72, '0', '-1', '9e15'),
  ...raws(73, '1700000000', '1700000000000'),
  ...texts(73, '1700000000', 'Sun, 22 Nov 2026 08:00:00 GMT'),
  ...texts(74, '+275760-09-13T00:00:00Z', '10000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z'),
  ...texts(75, '2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', '2026-12-31T23:59:60Z', '2026-13-01T00:00:00Z'),
  ...texts(76, '2026-05-03T10:00:00+14:00', '2026-05-03T10:00:00-12:00', '2026-05-03T10:00:00', '2026-05-03T10:00:00ZZ', '2026-05-03T10:00:00+99:99'),
  ...texts(77, '2026-03-29T02:30:00+01:00', '2026-10-25T02:30:00+02:00'),
  ...texts(78, '2028-02-29T00:00:00Z', '2027-02-29T00:00:00Z'),
];

/** Where an address goes: in a feed, among a shop's origins; put wherever a text goes. */
export const URLS: readonly Hostile[] = [
  ...texts(81, 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://127。0。0。1/'),
  ...texts(82, 'http://[::ffff:127.0.0.1]/', 'http://[::]/', 'http://[64:ff9b::7f00:1]/', 'http://[fd00::1]/', 'http://['),
  ...texts(83, 'http://localhost./', 'http://ⓛocalhost/', 'http://%6c%6fcalhost/'),
  ...texts(84, 'http://169.254.169.254/latest/meta-data', 'http://100.64.0.1/'),
  ...texts(85, 'https://user:p@host.example', 'https://evil.example\\@good.example', 'https://good.example#@evil.example'),
  ...texts(88, 'javascript:alert(1)', 'data:text/html,<script>1</script>', 'blob:https://x.example/1', '//evil.example', 'https:evil.example'),
];

/** What is done to a whole JSON body. `value` is the valid one, `text` what it reads as. */
export interface Shaping {
  readonly number: number;
  readonly what: string;
  /** null = it doesn't fit this body. */
  readonly shape: (value: unknown, text: string, chance: Chance) => Buffer | string | null;
}

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const into = (text: string, more: string): string | null => (text.startsWith('{') && text.length > 2 ? `{${more},${text.slice(1)}` : null);
const bytesIn = (text: string, bytes: readonly number[]): Buffer | null => {
  const at = text.indexOf('":"');
  return at < 0 ? null : Buffer.concat([Buffer.from(text.slice(0, at + 3)), Buffer.from(bytes), Buffer.from(text.slice(at + 3))]);
};
const batch = (value: unknown, change: (events: Record<string, unknown>[], chance: Chance) => unknown[], chance: Chance): string | null =>
  isObject(value) && Array.isArray(value['events']) ? JSON.stringify({ events: change(value['events'] as Record<string, unknown>[], chance) }) : null;
/** As many events as are wanted, each with an id of its own. */
const many = (events: readonly Record<string, unknown>[], count: number, chance: Chance): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) => ({
    ...events[0],
    id: `${String(chance.below(1e8)).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`,
  }));

export const SHAPES: readonly Shaping[] = [
  { number: 29, what: 'bytes that are not UTF-8', shape: (_, text) => bytesIn(text, [0xff, 0xfe]) },
  { number: 30, what: 'an overlong form', shape: (_, text) => bytesIn(text, [0xc0, 0x80]) },
  { number: 31, what: 'a BOM before it', shape: (_, text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]) },
  {
    number: 41,
    what: 'a key twice',
    shape: (value, text) => (isObject(value) && Object.keys(value)[0] ? into(text, `${JSON.stringify(Object.keys(value)[0])}:null`) : null),
  },
  { number: 42, what: '__proto__', shape: (_, text) => into(text, '"__proto__":{"role":"owner","balance":1000000000}') },
  { number: 42, what: 'constructor', shape: (_, text) => into(text, '"constructor":{"prototype":{"isAdmin":true}}') },
  ...[25, 5_000, 20_000].flatMap((depth) => [
    { number: 43, what: `arrays ${depth} deep`, shape: () => nested('[', ']', depth) },
    { number: 43, what: `objects ${depth} deep`, shape: () => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` },
    { number: 43, what: `a field ${depth} deep`, shape: (_: unknown, text: string) => into(text, `"x":${nested('[', ']', depth)}`) },
  ]),
  { number: 43, what: 'arrays a million deep', shape: () => nested('[', ']', 1_000_000) },
  {
    number: 44,
    what: '20,000 keys',
    shape: (_, text) => into(text, Array.from({ length: 20_000 }, (__, index) => `"k${index}":1`).join(',')),
  },
  { number: 44, what: '100,000 keys', shape: () => `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}` },
  { number: 45, what: 'a million zeros', shape: () => `[${'0,'.repeat(999_999)}0]` },
  { number: 45, what: '100,000 zeros', shape: () => `[${'0,'.repeat(99_999)}0]` },
  { number: 46, what: 'a comma too many', shape: (_, text) => `${text.slice(0, -1)},}` },
  { number: 46, what: 'a comment', shape: (_, text) => `/* hello */${text}` },
  { number: 46, what: 'single quotes', shape: (_, text) => text.replaceAll('"', "'") },
  { number: 47, what: 'two documents', shape: (_, text) => `${text}${text}` },
  ...['', 'null', '[]', '"x"', '0', 'true', '{}'].map((whole) => ({ number: 48, what: `nothing but ${whole || 'nothing'}`, shape: () => whole })),
  ...Array.from({ length: 6 }, () => ({
    number: 49,
    what: 'cut off',
    shape: (_: unknown, text: string, chance: Chance) => text.slice(0, chance.below(text.length)),
  })),
  { number: 50, what: 'a field nobody knows', shape: (_, text) => into(text, '"role":"owner","balance":1000000000,"shopId":"s000000000000000"') },
  {
    number: 51,
    what: 'keys in capitals',
    shape: (value) =>
      isObject(value) ? JSON.stringify(Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toUpperCase(), one]))) : null,
  },
  {
    number: 52,
    what: 'numbers as texts',
    shape: (value) => JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? String(one) : one)),
  },
  { number: 53, what: 'an id twice in a batch', shape: (value, _, chance) => batch(value, (events) => [events[0], events[0]], chance) },
  ...[0, 1, 100, 101, 10_000].map((count) => ({
    number: 54,
    what: `a batch of ${count}`,
    shape: (value: unknown, _: string, chance: Chance) => batch(value, (events) => many(events, count, chance), chance),
  })),
  ...[0, 1, 7, 50, 99].map((bad) => ({
    number: 55,
    what: `entry ${bad} of 100 is bad`,
    shape: (value: unknown, _: string, chance: Chance) =>
      batch(value, (events) => many(events, 100, chance).map((event, index) => (index === bad ? { ...event, ageMs: -1 } : event)), chance),
  })),
];

const HEADER = 'id,group_id,title,brand,category,price,currency,stock,url,image\n';
const row = (id: string, price = '1.00', more = ',,'): string => `${id},${id},Thing,Maker,Ware,${price},EUR,1${more}\n`;

/** Files for import. None of them may take a product away. */
export const FEEDS: readonly { readonly number: number; readonly what: string; readonly bytes: () => Buffer | string }[] = [
  {
    number: 90,
    what: 'a billion laughs',
    bytes: () =>
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${[...'bcdefghij'].map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]><l>&j;</l>`,
  },
  { number: 90, what: 'an outside entity', bytes: () => '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>' },
  { number: 90, what: 'many tags', bytes: () => '<a>'.repeat(200_000) },
  { number: 90, what: 'UTF-16', bytes: () => Buffer.from(`\ufeff${HEADER}${row('u16')}`, 'utf16le') },
  { number: 91, what: '__proto__ in the header', bytes: () => `__proto__,constructor,${HEADER}x,y,${row('proto')}` },
  { number: 91, what: 'a header twice', bytes: () => `id,id,id,${HEADER}x,y,z,${row('twice')}` },
  { number: 91, what: 'a cell of 1 MB', bytes: () => `${HEADER}big,big,${'x'.repeat(1_048_576)},,,1.00,EUR,1,,\n` },
  { number: 91, what: 'a quote left open', bytes: () => `${HEADER}open,open,"Thing,,,1.00,EUR,1,,\n${row('after')}` },
  { number: 91, what: 'semicolons', bytes: () => HEADER.replaceAll(',', ';') + row('semi').replaceAll(',', ';') },
  { number: 91, what: 'a NUL', bytes: () => `${HEADER}n\0l,n\0l,Th\0ng,,,1.00,EUR,1,,\n` },
  {
    number: 91,
    what: 'bytes that are not UTF-8',
    bytes: () => Buffer.concat([Buffer.from(HEADER), Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0x2c, 0x0a])]),
  },
  { number: 91, what: 'formulas and markup', bytes: () => `${HEADER}=1+1,@x,<img src=x onerror=1>,=HYPERLINK(1),-2,1.00,EUR,1,,\n` },
  { number: 92, what: 'an id twice', bytes: () => `${HEADER}${row('same')}${row('same', '2.00')}${row('SAME', '3.00')}` },
  { number: 92, what: '5,000 rows', bytes: () => HEADER + Array.from({ length: 5_000 }, (_, index) => row(`r${index}`)).join('') },
  { number: 92, what: 'no row', bytes: () => HEADER },
  { number: 92, what: 'nothing', bytes: () => '' },
  { number: 92, what: 'line ends only', bytes: () => '\r\n'.repeat(10_000) },
  ...['"1.234,56"', '€10', '-1.00', '0', '1e3', 'NaN', '99999999999999999999', '"1,5"', ''].map((price) => ({
    number: 93,
    what: `a price of ${price}`,
    bytes: () => HEADER + row('price', price),
  })),
  { number: 93, what: 'a currency XXX', bytes: () => HEADER + row('money').replace('EUR', 'XXX') },
  ...URLS.map(({ number, text }) => ({ number, what: `an address ${text}`, bytes: () => HEADER + row('url', '1.00', `,"${text}","${text}"`) })),
  ...TEXTS.filter(({ text }) => text !== undefined && text.length < 5_000).map(({ number, text }) => ({
    number,
    what: 'a hostile id and title',
    bytes: () => `${HEADER}"${text?.replaceAll('"', '""')}","${text?.replaceAll('"', '""')}","${text?.replaceAll('"', '""')}",,,1.00,EUR,1,,\n`,
  })),
];

/** Where the numbers are that no generated request carries. */
export const ELSEWHERE: Readonly<Record<number, string>> = {
  57: 'raw.test.ts',
  59: 'raw.test.ts',
  60: 'raw.test.ts',
  61: 'raw.test.ts',
  68: 'raw.test.ts',
  69: 'raw.test.ts',
  79: 'forgeries.ts',
  80: 'events say how long ago they were (ageMs), never when: there is no clock of the page to be wrong',
  86: 'no route follows an address: nothing is fetched on anybody’s word',
  87: 'as 86',
  89: 'as 86',
  94: 'forgeries.ts',
  95: 'forgeries.ts',
  96: 'forgeries.ts',
  97: 'flow.test.ts',
  98: 'flow.test.ts',
  99: 'flow.test.ts',
  100: 'flow.test.ts',
  101: 'worker/src/platform/agenda.test.ts',
  102: 'test/faults',
  103: 'there are no queues: the outbox lies in the object',
  104: 'as 103',
  105: 'worker/src/objects/shoppers: consent is read in the transaction that tells',
};
