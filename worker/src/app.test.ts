import { ROUTES } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { app } from './app.ts';
import { openapi } from './openapi.ts';

const METHODS = new Set(['GET', 'POST', 'PATCH', 'DELETE', 'PUT']);
const asOpenApi = (path: string): string => path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1');

it('has a line in the route table for every route, and a route for every line', () => {
  const mounted = app.routes
    .filter(({ method, path }) => METHODS.has(method) && path.startsWith('/v1/') && !path.startsWith('/v1/test/') && !path.includes('*'))
    .map(({ method, path }) => `${method} ${asOpenApi(path)}`);
  const stated = ROUTES.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...new Set(mounted)].toSorted()).toEqual(stated.toSorted());
});

it('describes every route with its own operation id', () => {
  const { paths } = openapi() as { paths: Record<string, Record<string, { operationId: string; responses: object }>> };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(operations).toHaveLength(ROUTES.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
});
