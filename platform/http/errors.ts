import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  codeOf,
  type FaultNote,
  isDatabaseUnreachable,
  isDeniedByDatabase,
  noteOfFault,
} from './fault.ts';
import { CommonRefused, problemOf } from './problem.ts';
import { invalid } from './read-input.ts';
import type { RefusalSentences } from './refusal-sentences.ts';
import { sendProblem } from './reply.ts';

export type Incident = { readonly incident: string; readonly fault: FaultNote };

/** What stood behind an answer that a person got as a fault or as a denial by the database. */
export function incidentOf(request: FastifyRequest): Incident | undefined {
  return incidents.get(request);
}

const incidents = new WeakMap<FastifyRequest, Incident>();

/** Everything thrown under a request becomes a problem; what is not a refusal shows nothing of itself. */
export function answerErrors(app: FastifyInstance, sentences: RefusalSentences): void {
  app.setNotFoundHandler((_request, reply) =>
    sendRefused(reply, new CommonRefused('request.not-found'), sentences),
  );
  app.setErrorHandler((thrown, request, reply) => answerThrown(thrown, request, reply, sentences));
}

export function answerThrown(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  sentences: RefusalSentences,
): FastifyReply {
  const refused = thrown instanceof CommonRefused ? thrown : refusedByFastify(thrown);
  if (refused) return sendRefused(reply, refused, sentences);
  const incident = randomBytes(6).toString('hex');
  incidents.set(request, { incident, fault: noteOfFault(thrown) });
  if (isDeniedByDatabase(thrown))
    return sendRefused(reply, new CommonRefused('access.denied', { incident }), sentences);
  if (isDatabaseUnreachable(thrown))
    return sendRefused(reply, new CommonRefused('request.unavailable', { incident }), sentences);
  return sendProblem(reply, problemOf({ code: 'fault', incident }, 500, sentences));
}

function sendRefused(
  reply: FastifyReply,
  refused: CommonRefused,
  sentences: RefusalSentences,
): FastifyReply {
  return sendProblem(
    reply,
    problemOf({ ...refused.details, code: refused.code }, refused.status, sentences),
  );
}

function refusedByFastify(thrown: unknown): CommonRefused | undefined {
  const code = codeOf(thrown);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new CommonRefused('request.too-large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new CommonRefused('request.content-type');
  const isOfFastify = code?.startsWith('FST_ERR_') ?? false;
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined;
  return isOfFastify && typeof status === 'number' && status < 500
    ? invalid([{ path: '', reason: 'malformed' }])
    : undefined;
}
