import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { App } from './context.ts';
import { dropSession, keepSession, sessionOf } from './staff-cookie.ts';

const app = new Hono<App>()
  .get('/in', (c) => (keepSession(c, 's1', 'abc'), c.body(null)))
  .get('/out', (c) => (dropSession(c), c.body(null)))
  .get('/who', (c) => c.json(sessionOf(c)));
const ask = (url: string, cookie?: string): Promise<Response> =>
  Promise.resolve(app.request(url, cookie === undefined ? {} : { headers: { cookie } }));
const named = async (url: string): Promise<string[]> => (await ask(url)).headers.getSetCookie().map((line) => line.split('=', 1)[0] ?? '');

it.each([
  ['https://rapport.example', ['__Host-rapport']],
  ['https://localhost', ['__Host-rapport']],
  ['http://rapport.example', ['__Host-rapport']],
  ['http://localhost.evil.example', ['__Host-rapport']],
  ['http://localhost:8787', ['__Host-rapport', 'rapport-local']],
  ['http://127.0.0.1:8787', ['__Host-rapport', 'rapport-local']],
  ['http://[::1]:8787', ['__Host-rapport', 'rapport-local']],
])('at %s a session is kept in, and dropped from, %j', async (host, names) => {
  expect(await named(`${host}/in`)).toEqual(names);
  expect(await named(`${host}/out`)).toEqual(names);
  for (const line of (await ask(`${host}/in`)).headers.getSetCookie()) {
    expect(line).toMatch(/=s1\.abc; .*Path=\/.*HttpOnly.*SameSite=Lax/);
    expect(line).not.toMatch(/Domain/);
    expect(/; Secure/.test(line)).toBe(line.startsWith('__Host-'));
  }
});

it('a session is read from the plain cookie on one’s own machine, and nowhere else', async () => {
  const who = async (host: string, cookie?: string): Promise<unknown> => (await ask(`${host}/who`, cookie)).json();
  expect(await who('http://localhost:8787', 'rapport-local=s1.abc')).toEqual(['s1', 'abc']);
  for (const host of ['https://rapport.example', 'http://rapport.example', 'https://localhost'])
    expect([host, await who(host, 'rapport-local=s1.abc')]).toEqual([host, ['', '']]);
  expect(await who('https://rapport.example', '__Host-rapport=s1.abc')).toEqual(['s1', 'abc']);
  expect(await who('http://localhost:8787', '__Host-rapport=s1.abc; rapport-local=s2.old')).toEqual(['s1', 'abc']);
  expect(await who('http://localhost:8787')).toEqual(['', '']);
});
