import type { FastifyInstance } from 'fastify';
import { invalid } from './read-input.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** JSON and nothing else; an empty body is an empty object. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (body.length === 0) return done(null, {});
      const text = decode(body);
      if (text === undefined) return done(invalid([{ path: '', reason: 'not-utf-8' }]));
      // The parser calls back with an error of its own for what is not JSON or hides a __proto__.
      void parse(request, text, (error, value) =>
        error ? done(invalid([{ path: '', reason: 'not-json' }])) : done(null, value),
      );
    },
  );
}

function decode(body: Buffer): string | undefined {
  try {
    return UTF8.decode(body);
  } catch {
    return undefined;
  }
}
