import { PROBLEMS, ROUTES } from '@rapport/protocol';
import type { Guard, ProblemCode, Route } from '@rapport/protocol';
import * as z from 'zod';

type Json = Record<string, unknown>;

const SECURITY: Readonly<Record<Guard, readonly Json[]>> = {
  none: [],
  'shop-key': [{ publishableKey: [] }],
  shopper: [{ shopperToken: [] }],
  live: [{ shopperToken: [] }],
  'secret-key': [{ secretKey: [] }],
  staff: [{ staffSession: [] }],
  'back-end-or-staff': [{ secretKey: [] }, { staffSession: [] }],
  setup: [{ setupToken: [] }],
  link: [],
  signature: [{ standardWebhooks: [] }, { shopifyHmac: [] }, { wooCommerceHmac: [] }],
};

const bearer = (description: string): Json => ({ type: 'http', scheme: 'bearer', description });

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const parametersOf = ({ path, query, idempotent }: Route): Json[] => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const { properties = {}, required = [] } = query ? (schemaOf(query, 'input') as { properties?: Record<string, Json>; required?: string[] }) : {};
  const inQuery = Object.entries(properties)
    .filter(([name]) => name !== 'key')
    .map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
  const key = idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 1, maxLength: 255 } }] : [];
  return [...inPath, ...inQuery, ...key];
};

const problemsOf = (codes: readonly ProblemCode[]): Json => {
  const codesByStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set<ProblemCode>([...codes, 'internal'])) {
    const { status } = PROBLEMS[code];
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...codesByStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, all]) => [
        String(status),
        {
          description: all.map((code) => `${code}: ${PROBLEMS[code].title}.`).join(' '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
};

const fileOf = ({ file }: Route): Json => (file ? { [file]: { schema: { type: 'string' } } } : {});

const operation = (route: Route): Json => ({
  summary: route.summary,
  operationId: `${route.method} ${route.path}`.replace(/[^a-z]+/gi, '_').replace(/_+$/, ''),
  tags: [route.path.split('/')[2] ?? ''],
  security: SECURITY[route.guard],
  parameters: parametersOf(route),
  ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
  ...(route.media ? { requestBody: { required: true, content: { [route.media]: { schema: { type: 'string' } } } } } : {}),
  responses: {
    [String(route.status)]: {
      description: 'Done.',
      ...(route.answer ? { content: { 'application/json': { schema: schemaOf(route.answer, 'output') }, ...fileOf(route) } } : {}),
    },
    ...problemsOf(route.problems),
  },
});

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'retryable'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    retryable: { type: 'boolean' },
    retryAfterMs: { type: 'integer' },
    issues: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** The OpenAPI 3.1 document, made from the route table and the schemas; nothing in it is written twice. */
export const openapi = (): Json => {
  const paths: Record<string, Json> = {};
  for (const route of ROUTES) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'Rapport', version: '1', description: 'Loyalty and engagement for shops.', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        publishableKey: { type: 'apiKey', in: 'query', name: 'key', description: 'pk_…, public' },
        shopperToken: bearer('from POST /v1/session or /v1/identify'),
        secretKey: bearer('sk_…, only from a server'),
        setupToken: bearer('setup_…, once'),
        standardWebhooks: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'with webhook-id and webhook-timestamp: standardwebhooks.com',
        },
        shopifyHmac: { type: 'apiKey', in: 'header', name: 'X-Shopify-Hmac-Sha256', description: 'HMAC-SHA256 of the body, base64' },
        wooCommerceHmac: { type: 'apiKey', in: 'header', name: 'X-WC-Webhook-Signature', description: 'HMAC-SHA256 of the body, base64' },
        staffSession: { type: 'apiKey', in: 'cookie', name: '__Host-rapport' },
      },
    },
  };
};
