import type { FastifyReply } from 'fastify';
import type { Problem } from './problem.ts';

/** Sends a problem, and leaves its code where the observer finds it. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  codes.set(reply, problem.code);
  const wait = problem['retryAfterSeconds'];
  if (typeof wait === 'number') reply.header('retry-after', String(wait));
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

export function codeSent(reply: FastifyReply): string | undefined {
  return codes.get(reply);
}

const codes = new WeakMap<FastifyReply, string>();
