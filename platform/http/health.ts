import type { FastifyInstance } from 'fastify';

/** One thing that must be so before requests may come. Throws or says false when it is not. */
export type ReadyCheck = { readonly name: string; readonly isReady: () => Promise<boolean> };

/** `/healthz`: the process answers. `/readyz`: it can work; each check by name, nothing more. */
export function serveHealth(app: FastifyInstance, checks: readonly ReadyCheck[]): void {
  app.get('/healthz', { exposeHeadRoute: true }, async () => ({ status: 'ok' }));
  app.get('/readyz', { exposeHeadRoute: true }, async (_request, reply) => {
    const results = await Promise.all(
      checks.map(async ({ name, isReady }) => [name, await isReady().catch(() => false)] as const),
    );
    const isReady = results.every(([, ok]) => ok);
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not-ready', checks: Object.fromEntries(results) });
  });
}
