import { describe, expect, it } from 'vitest';
import { unsafe } from './safe-fetch.ts';

const open = { loopback: false };

describe('an address somebody typed in', () => {
  it.each([
    'https://shop.example/hooks',
    'https://shop.example:8443/hooks?a=b',
    'https://93.184.216.34/',
    'https://11.0.0.1/',
    'https://172.32.0.1/',
    'https://100.128.0.1/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://xn--fiqs8s.example/',
  ])('may be called: %s', (address) => expect(unsafe(address, open)).toBe(null));

  it.each([
    ['http://shop.example/', 'scheme'],
    ['ftp://shop.example/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['nonsense', 'scheme'],
    ['https://user:pass@shop.example/', 'credentials'],
    ['https://user@shop.example/', 'credentials'],
    ...[
      ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '127.0.0.1'],
      ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '127。0。0。1', '255.255.255.255', '224.0.0.1', '198.18.0.1', '203.0.113.9'],
      ['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:10.0.0.1]', '[64:ff9b::7f00:1]', '[fd00::1]', '[fc00::1]', '[fe80::1]', '[ff02::1]'],
      ['[2002:7f00:1::]', '[2001::1]', '[2001:0:7f00:1::]', '[2001:db8::1]', '[3fff::1]', '[100::1]'],
      ['localhost', 'localhost.', 'LOCALHOST', 'ⓛocalhost', 'a.localhost', 'printer.local', 'metadata.google.internal', 'intranet', 'nas.lan'],
    ]
      .flat()
      .map((host) => [`https://${host}/`, 'private'] as const),
  ] as const)('may not be called: %s', (address, why) => expect(unsafe(address, open)).toBe(why));

  it('may be this machine where a test says so, and nothing else inside', () => {
    for (const host of ['127.0.0.1:8080', 'localhost', '[::1]:9']) expect(unsafe(`http://${host}/`, { loopback: true })).toBe(null);
    for (const host of ['10.0.0.1', '[fd00::1]', '169.254.169.254', 'intranet'])
      expect(unsafe(`https://${host}/`, { loopback: true })).toBe('private');
    expect(unsafe('http://10.0.0.1/', { loopback: true })).toBe('scheme');
  });
});
