import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CommonRefused } from './problem.ts';
import { policyForApp } from './security-headers.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the built web app under `/app/`. A path without a file is a screen of the app, so it gets
 * the app itself. Files under `assets/` carry their hash in their name and never change.
 */
export async function serveWebFiles(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/app/',
    wildcard: false,
    index: false,
    cacheControl: false,
    // The build puts .br and .gz beside its files: a phone on 2G loads a quarter.
    preCompressed: true,
    setHeaders: (reply, file) => {
      reply.header('content-security-policy', policyForApp());
      // The browser asks for the worker anew each time, or a version with a fault could never be mended.
      if (path.basename(file) === 'service-worker.js') {
        reply.header('service-worker-allowed', '/app/');
      }
      const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
      reply.header(
        'cache-control',
        isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
      );
    },
  });
  app.get('/app', { exposeHeadRoute: true }, async (_request, reply) => reply.redirect('/app/'));
  app.get('/app/*', { exposeHeadRoute: true }, async (request, reply) => {
    const isFile = /\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0] ?? '');
    if (isFile) throw new CommonRefused('request.not-found');
    return reply.sendFile('index.html');
  });
}
