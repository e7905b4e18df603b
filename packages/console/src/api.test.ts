import { expect, test, vi } from 'vitest';
import { Api, ApiProblem } from './api.ts';
import { OtherSide, problem } from './testing/other-side.ts';

async function refusal(work: Promise<unknown>): Promise<ApiProblem> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiProblem)) throw new Error('expected a refusal');
  return thrown;
}

test('a refusal comes as a problem with its code and its fields', async () => {
  const issues = [{ path: 'origins.0', message: 'scheme, host and port only' }];
  const api = new Api({ fetch: async () => problem('invalid-body', { issues }) });
  const refused = await refusal(api.changeShop({ origins: ['x'] }));
  expect(refused.code).toBe('invalid-body');
  expect(refused.body.issues).toEqual(issues);
});

test('an answer that is no problem document is still a refusal', async () => {
  const api = new Api({ fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }) });
  expect((await refusal(api.shop())).code).toBe('internal');
});

test('a network that does not answer is said as such', async () => {
  const api = new Api({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
  expect((await refusal(api.shop())).code).toBe('unreachable');
});

test('an ended session is told before the page hears of it', async () => {
  const onNoSession = vi.fn<() => void>();
  const api = new Api({ fetch: new OtherSide({ signedIn: false }).fetch, onNoSession });
  expect((await refusal(api.shop())).code).toBe('no-session');
  expect(onNoSession).toHaveBeenCalledOnce();
});

test('the set-up token travels as a bearer, a file as text/csv with its format', async () => {
  const other = new OtherSide();
  const api = new Api({ fetch: other.fetch });
  await api.makeShop('setup_x', { name: 'A', currency: 'EUR', locales: ['en'], ownerEmail: 'a@b.example' });
  await api.startImport('shopify-csv', new Blob(['Handle,Title']));
  const [made, sent] = other.came;
  expect(made?.headers.get('authorization')).toBe('Bearer setup_x');
  expect(sent?.headers.get('content-type')).toBe('text/csv');
  expect(sent?.query.get('format')).toBe('shopify-csv');
  expect(sent?.body).toBe('Handle,Title');
});

test('ids are escaped in the path and empty questions left out', async () => {
  const other = new OtherSide();
  const api = new Api({ fetch: other.fetch });
  await refusal(api.shopper('a/../b?c'));
  await api.shoppers('', null);
  expect(other.came.map((came) => came.path)).toEqual(['/v1/shoppers/a%2F..%2Fb%3Fc', '/v1/shoppers']);
  expect(other.came[1]?.query.size).toBe(0);
});
