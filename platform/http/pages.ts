import type { FastifyInstance, FastifyReply } from 'fastify';
import { policyForPage } from './security-headers.ts';

/** Sends a page that the server made itself. */
export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', policyForPage(html))
    .header('cache-control', 'no-cache')
    .header('x-robots-tag', 'all')
    .type('text/html; charset=utf-8')
    .send(html);
}

/** Serves a page that is made anew for each asking. */
export function servePage(app: FastifyInstance, path: string, make: () => string): void {
  app.get(path, { exposeHeadRoute: true }, async (_request, reply) => sendPage(reply, make()));
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
