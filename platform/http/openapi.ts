import { z } from 'zod';
import { type Endpoint, pathParameters } from '#kernel/endpoint.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import { COMMON_REFUSALS, type RefusalSentences } from './refusal-sentences.ts';

type Json = Readonly<Record<string, unknown>>;

export type OpenApiOptions = {
  /** Before every path, such as `/api`. */
  readonly prefix: string;
  readonly version: string;
  readonly sentences: RefusalSentences;
};

/** The API as OpenAPI 3.1, made from the declarations alone: what is not declared is not there. */
export function openApiOf(endpoints: readonly Endpoint[], options: OpenApiOptions): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const each of endpoints) {
    const path = each.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: operationOf(each, options) };
  }
  const tags = [...new Set(endpoints.map(tagOf))].toSorted();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Amparo',
      version: options.version,
      description:
        'Protection of children from trafficking and other exploitation. Refusals are problems (RFC 9457); their codes are explained under /problems.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: options.prefix }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      parameters: { Purpose: PURPOSE, Request: REQUEST },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'amparo.session_token' },
      },
    },
  };
}

function tagOf(endpoint: Endpoint): string {
  return endpoint.id.split('.', 1)[0] ?? endpoint.id;
}

function needsSession({ access }: Endpoint): boolean {
  return access !== 'public' && access !== 'device';
}

function operationOf(endpoint: Endpoint, options: OpenApiOptions): Json {
  const takesBody = endpoint.method === 'POST' || endpoint.method === 'PUT';
  const input = ObjectSchema.parse(schemaOf(endpoint.input, 'input'));
  const inPath = pathParameters(endpoint.path);
  const others = Object.entries(input.properties).filter(([name]) => !inPath.includes(name));
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    security: needsSession(endpoint) ? [{ session: [] }] : [],
    parameters: [
      ...inPath.map((name) => parameter('path', name, input.properties[name] ?? {}, true)),
      ...(takesBody
        ? []
        : others.map(([name, schema]) =>
            parameter('query', name, schema, input.required.includes(name)),
          )),
      { $ref: '#/components/parameters/Purpose' },
      ...(endpoint.method === 'GET' ? [] : [{ $ref: '#/components/parameters/Request' }]),
    ],
    ...(takesBody ? { requestBody: bodyOf(input, others) } : {}),
    responses: responsesOf(endpoint, options.sentences),
  };
}

const ObjectSchema = z
  .looseObject({
    properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    required: z.array(z.string()).default([]),
    $defs: z.unknown().optional(),
  })
  .describe('The input of an endpoint as JSON Schema.');

function bodyOf(
  input: z.infer<typeof ObjectSchema>,
  fields: readonly (readonly [string, Json])[],
): Json {
  const names = fields.map(([name]) => name);
  const schema = {
    ...input,
    properties: Object.fromEntries(fields),
    required: input.required.filter((name) => names.includes(name)),
  };
  return { required: names.length > 0, content: { 'application/json': { schema } } };
}

function parameter(where: 'path' | 'query', name: string, schema: Json, required: boolean): Json {
  return { name, in: where, required, schema };
}

function responsesOf(endpoint: Endpoint, sentences: RefusalSentences): Json {
  const all = { ...commonOf(endpoint), ...endpoint.refusals, fault: 500 };
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of Object.entries(all))
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  const problems = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\`: ${sentences[code]?.happened}`).join('\n\n'),
      content: { 'application/problem+json': { schema: problemWith(codes) } },
    },
  ]);
  return {
    '200': {
      description: 'Done.',
      content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } },
    },
    ...Object.fromEntries(problems),
  };
}

function commonOf(endpoint: Endpoint): Readonly<Record<string, number>> {
  const { 'sign-in.required': signIn, 'request.cross-site': crossSite, ...rest } = COMMON_REFUSALS;
  const { 'request.too-large': tooLarge, 'request.content-type': contentType, ...others } = rest;
  const { 'access.factor.needed': factor, 'access.password.first': password, ...more } = others;
  const { 'access.factor.unproved': unproved, ...always } = more;
  return {
    ...always,
    ...(needsSession(endpoint) ? { 'sign-in.required': signIn } : {}),
    ...(endpoint.access === 'signed-in'
      ? { 'access.factor.needed': factor, 'access.password.first': password }
      : {}),
    ...(endpoint.access === 'own-factor' ? { 'access.factor.unproved': unproved } : {}),
    ...(endpoint.method === 'GET' ? {} : { 'request.cross-site': crossSite }),
    ...(endpoint.method === 'POST' || endpoint.method === 'PUT'
      ? { 'request.too-large': tooLarge, 'request.content-type': contentType }
      : {}),
  };
}

function problemWith(codes: readonly string[]): Json {
  return {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { properties: { code: { type: 'string', enum: codes } } },
    ],
  };
}

/** References inside a schema are written out: the document has its own root. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  const { $schema: _dialect, ...rest } = made;
  return rest;
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'reason'],
        properties: { path: { type: 'string' }, reason: { type: 'string' } },
      },
    },
    retryAfterSeconds: { type: 'integer' },
    incident: { type: 'string' },
  },
};

const PURPOSE = {
  name: 'X-Amparo-Purpose',
  in: 'header',
  required: false,
  description: 'Why the request is made. There is no purpose of immigration enforcement.',
  schema: { type: 'string', enum: Purpose.options, default: 'child-protection' },
};

const REQUEST = {
  name: 'X-Amparo-Request',
  in: 'header',
  required: true,
  description: 'Shows that the request was not sent by a page of another site.',
  schema: { type: 'string', const: '1' },
};
