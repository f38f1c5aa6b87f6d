import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { ACCESS_SENTENCES } from '#capabilities/access/api/refusal-sentences.ts';
import { heldBack } from '#capabilities/access/api/held-back.ts';
import { accessRoutes } from '#capabilities/access/api/routes.ts';
import type { OidcProvider } from '#platform/auth/oidc-provider.ts';
import { openAuth } from '#platform/auth/open-auth.ts';
import { isMigrated } from '#platform/database/migrate.ts';
import type { Database } from '#platform/database/open-database.ts';
import { serveCatalogue } from '#platform/http/catalogue.ts';
import { compressAnswers } from '#platform/http/compress-answers.ts';
import { createApp } from '#platform/http/create-app.ts';
import { type ReadyCheck, serveHealth } from '#platform/http/health.ts';
import { type Log, logRequests } from '#platform/http/log.ts';
import { openMetrics, serveMetrics } from '#platform/http/metrics.ts';
import { mount, type MountOptions } from '#platform/http/mount.ts';
import { openApiOf } from '#platform/http/openapi.ts';
import { servePage } from '#platform/http/pages.ts';
import { collectSentences, type RefusalSentences } from '#platform/http/refusal-sentences.ts';
import type { Route } from '#platform/http/route.ts';
import { serveWebFiles } from '#platform/http/web-files.ts';
import { licencePage } from '../site/licence-page.ts';
import { START_PAGE_LANGUAGES, startPage, startPagePath } from '../site/start-page.ts';
import type { Config } from './config.ts';
import { programVersion } from './program-version.ts';

/** What one slice brings to the server. */
export type Slice = { readonly routes: readonly Route[]; readonly sentences: RefusalSentences };

export type ServerParts = {
  readonly config: Config;
  readonly database: Database;
  readonly authSecret: string;
  readonly log: Log;
  /** Slices beyond `access`. */
  readonly slices: readonly Slice[];
  /** Identity providers of agencies. */
  readonly providers?: readonly OidcProvider[];
  readonly readyChecks?: readonly ReadyCheck[];
  readonly rates?: MountOptions['rates'];
};

const API = '/api';
const WEB_FOLDER = path.resolve(import.meta.dirname, '../../.cache/web');

/** Puts the server together; it listens to nothing yet. */
export async function composeServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, database, log } = parts;
  const evaluation = config.mode === 'evaluation';
  const isSecure = !evaluation;
  const { authSecret, providers } = parts;
  const auth = openAuth({ database, authSecret, isSecure, origin: originOf(config), providers });
  // An evaluation is looked at with one password for everyone; there a second factor is advised.
  const signInDesk = { auth, database, enforcesFactors: !evaluation };
  const slices = [
    { routes: accessRoutes(signInDesk), sentences: ACCESS_SENTENCES },
    ...parts.slices,
  ];
  const routes = slices.flatMap((slice) => slice.routes);
  const endpoints = routes.map((each) => each.endpoint);
  const sentences = collectSentences(slices.map((slice) => slice.sentences));
  const metrics = openMetrics(connectionGauges(database));

  const app = createApp({
    sentences,
    observers: [logRequests(log), metrics.observe],
    isHttpsOnly: isSecure,
    trustedProxies: config.trustedProxies,
  });
  await compressAnswers(app);
  mount(app, routes, {
    prefix: API,
    sentences,
    authenticate: auth.authenticate,
    heldBack: heldBack(signInDesk),
    callerOf: auth.callerOf,
    now: Date.now,
    languages: START_PAGE_LANGUAGES,
    publicOrigin: config.publicOrigin,
    rates: parts.rates,
  });
  const openApi = openApiOf(endpoints, { prefix: API, version: programVersion(), sentences });
  app.get(`${API}/openapi.json`, async () => openApi);
  serveCatalogue(app, endpoints, sentences);
  serveHealth(app, [...databaseChecks(database), ...(parts.readyChecks ?? [])]);
  if (evaluation || config.metricsToken !== undefined)
    serveMetrics(app, metrics, config.metricsToken);
  for (const language of START_PAGE_LANGUAGES)
    servePage(app, startPagePath(language), () => startPage({ language, evaluation }));
  const licence = licencePage({ version: programVersion(), sourceUrl: config.sourceUrl });
  servePage(app, '/licence', () => licence);
  await serveWebFiles(app, WEB_FOLDER);
  return app;
}

/** Passkeys belong to a name, and never to a number: `localhost` where nothing else is said. */
function originOf({ publicOrigin, mode, port }: Config): string | undefined {
  return publicOrigin ?? (mode === 'evaluation' ? `http://localhost:${port}` : undefined);
}

function databaseChecks(database: Database): readonly ReadyCheck[] {
  return [
    {
      name: 'database',
      isReady: async () => (await sql`select 1`.execute(database.sql)).rows.length === 1,
    },
    { name: 'migrations', isReady: () => database.asOwner(isMigrated) },
  ];
}

function connectionGauges(database: Database) {
  const kinds = ['open', 'idle', 'waiting'] as const;
  return kinds.map((kind) => ({
    name: `amparo_database_connections_${kind}`,
    help: `Connections of the application to its database: ${kind}.`,
    read: () => database.connections()[kind],
  }));
}
