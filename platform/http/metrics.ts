import { createHash, timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FastifyInstance } from 'fastify';
import { CommonRefused } from './problem.ts';
import type { Observer } from './observer.ts';

/** A number read when it is asked for, such as connections in use. */
export type GaugeSource = {
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
};

export type Metrics = { readonly observe: Observer; readonly text: () => Promise<string> };

// Bounds in seconds: a screen feels slow from 0.3 on, and broken from 3 on.
const BUCKETS = [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/** Counts by route, status and code. Labels are from closed lists: no ids, no names, no addresses. */
export function openMetrics(sources: readonly GaugeSource[] = []): Metrics {
  const registers = [new Registry()];
  const [registry] = registers;
  collectDefaultMetrics(registry === undefined ? {} : { register: registry });
  const seconds = new Histogram({
    name: 'amparo_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: 'amparo_refusals_total',
    help: 'Refusals by code.',
    labelNames: ['code'] as const,
    registers,
  });
  const faults = new Counter({
    name: 'amparo_faults_total',
    help: 'Faults by route.',
    labelNames: ['route'] as const,
    registers,
  });
  for (const source of sources) {
    new Gauge({
      name: source.name,
      help: source.help,
      registers,
      collect() {
        this.set(source.read());
      },
    });
  }
  return {
    observe(outcome) {
      const { method, route, status, code } = outcome;
      seconds.observe({ method, route, status }, outcome.milliseconds / 1000);
      if (code === 'fault') faults.inc({ route });
      else if (code !== undefined) refusals.inc({ code });
    },
    text: async () => (registry === undefined ? '' : registry.metrics()),
  };
}

/** `/metrics` for Prometheus. With a token only for who brings it; without one for everybody. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics, token?: string): void {
  app.get('/metrics', async (request, reply) => {
    const given = request.headers.authorization ?? '';
    if (token !== undefined && !isSame(given, `Bearer ${token}`))
      throw new CommonRefused('request.not-found');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
}

// Hashed first: the comparison wants equal lengths, and its time then says nothing of the token.
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
