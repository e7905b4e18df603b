/** Why an address that an owner typed in must not be called. */
export type Unsafe = 'scheme' | 'credentials' | 'private';

/** What may be called besides the open internet. */
export interface Reach {
  /** This machine, and without TLS: demo and tests only. */
  readonly loopback: boolean;
}

/**
 * Whether an address may be called on somebody's behalf: https, no name and password in it, and not a place inside a network. Names are judged by what they say;
 * what a name leads to is refused by the runtime: plain workerd connects to public addresses only, and Cloudflare has no others to offer.
 * The URL is read by the platform's own parser, which writes every odd form of an IPv4 address (`0x7f.1`, `2130706433`) in the usual one.
 */
export const unsafe = (address: string, { loopback }: Reach): Unsafe | null => {
  if (!URL.canParse(address)) return 'scheme';
  const { protocol, hostname, username, password } = new URL(address);
  const host = hostname.replace(/\.+$/, '').toLowerCase();
  if (username !== '' || password !== '') return 'credentials';
  if (loopback && isLoopback(host) && (protocol === 'http:' || protocol === 'https:')) return null;
  if (protocol !== 'https:') return 'scheme';
  return isPublicHost(host) ? null : 'private';
};

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const INSIDE_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa|onion)$/;

const isPublicHost = (host: string): boolean => {
  if (host.startsWith('[')) return isPublicV6(host.slice(1, -1));
  const v4 = partsOfV4(host);
  if (v4) return isPublicV4(v4);
  return host.includes('.') && !INSIDE_NAMES.test(host);
};

const partsOfV4 = (host: string): readonly number[] | null => (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) ? host.split('.').map(Number) : null);

/** First address and length in bits of what is not the open internet. @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const SPECIAL_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

const numberOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum * 256 + part, 0);

const isPublicV4 = (parts: readonly number[]): boolean => {
  const address = numberOf(parts);
  return !SPECIAL_V4.some(([first, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(numberOf(first.split('.').map(Number)) / size);
  });
};

/**
 * Only 2000::/3 is given out to the internet, and in it some blocks carry an IPv4 address of anybody's choice or belong to nobody: Teredo and its neighbours,
 * 6to4, documentation. @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const isPublicV6 = (host: string): boolean => {
  const [first = '', second = ''] = host.split(':');
  const [high, low] = [Number.parseInt(first || '0', 16), Number.parseInt(second || '0', 16)];
  if (Number.isNaN(high) || high < 0x2000 || high > 0x3fff) return false;
  if (high === 0x2001 && (low < 0x200 || low === 0xdb8)) return false;
  return high !== 0x2002 && high !== 0x3fff;
};
