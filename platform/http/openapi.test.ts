import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { openApiOf } from './openapi.ts';
import { collectSentences } from './refusal-sentences.ts';
import { putBook, readShelf, SENTENCES } from './test-shelves.ts';

const publicly = endpoint({
  ...readShelf,
  id: 'windows.look',
  path: '/windows',
  access: 'public',
  input: z.strictObject({}),
});

function documentOf(endpoints = [readShelf, putBook, publicly] as const) {
  const sentences = collectSentences([SENTENCES]);
  return openApiOf(endpoints, { prefix: '/api', version: '1.2.3', sentences });
}

describe('the description of the API', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(documentOf()));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('a broken description is found by the same check', async () => {
    const result = await new Validator().validate({ ...documentOf(), paths: { shelves: 1 } });
    expect(result.valid).toBe(false);
  });

  test('path parameters, query and body stand where they are sent', () => {
    expect(documentOf()).toMatchObject({
      paths: {
        '/shelves/{shelf}': {
          get: {
            operationId: 'shelves.read',
            tags: ['shelves'],
            security: [{ session: [] }],
            parameters: [
              { name: 'shelf', in: 'path', required: true, schema: { type: 'string' } },
              {
                name: 'page',
                in: 'query',
                required: false,
                schema: { type: 'integer', default: 1 },
              },
              { name: 'open', in: 'query', required: false, schema: { type: 'boolean' } },
              { name: 'colours', in: 'query', required: false, schema: { type: 'array' } },
              { $ref: '#/components/parameters/Purpose' },
            ],
          },
        },
        '/shelves/{shelf}/books': {
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: {
                    properties: { title: { type: 'string', minLength: 1 } },
                    required: ['title'],
                    additionalProperties: false,
                  },
                },
              },
            },
          },
        },
        '/windows': { get: { security: [] } },
      },
    });
  });

  test('every refusal stands under its status with its sentence', () => {
    expect(documentOf()).toMatchObject({
      paths: {
        '/shelves/{shelf}/books': {
          post: {
            responses: {
              '409': {
                description: '`shelves.full`: The shelf is full.',
                content: {
                  'application/problem+json': {
                    schema: { allOf: [{}, { properties: { code: { enum: ['shelves.full'] } } }] },
                  },
                },
              },
              '500': { description: expect.stringContaining('`fault`') },
            },
          },
        },
      },
    });
  });
});
