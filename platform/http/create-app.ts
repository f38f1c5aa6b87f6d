import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerErrors, answerThrown, incidentOf } from './errors.ts';
import { readJsonBodies } from './json-body.ts';
import type { Observer } from './observer.ts';
import type { RefusalSentences } from './refusal-sentences.ts';
import { codeSent } from './reply.ts';
import { securityHeaders, sendSecurityHeaders } from './security-headers.ts';

export type AppOptions = {
  readonly sentences: RefusalSentences;
  readonly observers: readonly Observer[];
  readonly isHttpsOnly: boolean;
  /** In bytes. */
  readonly bodyLimit?: number | undefined;
  /** Addresses or networks of proxies that may be believed about the caller's address. */
  readonly trustedProxies?: readonly string[] | undefined;
};

const ONE_MEBIBYTE = 1_048_576;

/** A server without routes: limits, errors, headers and observation are in place. */
export function createApp(options: AppOptions): FastifyInstance {
  const app = Fastify({
    logger: false, // Fastify would log addresses; the observers log what may be logged
    bodyLimit: options.bodyLimit ?? ONE_MEBIBYTE,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // A malformed address meets no route, and so none of the hooks below.
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders(options));
      answerThrown(error, request, reply, options.sentences);
      observeAnswer(request, reply, options.observers);
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(MALFORMED, () => socket.destroy());
    },
  });
  readJsonBodies(app);
  answerErrors(app, options.sentences);
  sendSecurityHeaders(app, options);
  app.addHook('onResponse', async (request, reply) =>
    observeAnswer(request, reply, options.observers),
  );
  return app;
}

function observeAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  observers: readonly Observer[],
): void {
  const code = codeSent(reply);
  for (const observe of observers) {
    observe({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(code === undefined ? {} : { code }),
      ...incidentOf(request),
    });
  }
}

// What is not HTTP never becomes a request; the socket gets the answer that a request would have.
const MALFORMED_BODY = JSON.stringify({
  type: '/problems/request.invalid',
  title: 'The request does not have the expected form.',
  status: 400,
  code: 'request.invalid',
  detail: 'The request does not have the expected form. It is not HTTP.',
});
const MALFORMED = [
  'HTTP/1.1 400 Bad Request',
  'content-type: application/problem+json; charset=utf-8',
  `content-length: ${Buffer.byteLength(MALFORMED_BODY)}`,
  'connection: close',
  '',
  MALFORMED_BODY,
].join('\r\n');
