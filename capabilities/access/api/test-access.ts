import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import {
  AGENCY,
  openSignInBench,
  type SignInBenchOptions,
  OMAR,
  PASSWORD,
  ROSA,
  type SignInBench,
} from '#platform/auth/test-sign-in.ts';
import { createApp } from '#platform/http/create-app.ts';
import { mount } from '#platform/http/mount.ts';
import { collectSentences } from '#platform/http/refusal-sentences.ts';
import { heldBack } from './held-back.ts';
import { ACCESS_SENTENCES } from './refusal-sentences.ts';
import { accessRoutes } from './routes.ts';

export type AccessBench = SignInBench & { readonly app: FastifyInstance };

const TEAM = '00000000-0000-4000-8000-0000000000b1';

/** The server of this slice over a database with Rosa, a trained supervisor, and Omar without a team. */
export async function openAccessBench(
  options: SignInBenchOptions & { readonly enforcesFactors?: boolean } = {},
): Promise<AccessBench> {
  const { enforcesFactors = false, ...more } = options;
  const bench = await openSignInBench(more);
  await bench.database.asOwner(async (db) => {
    await sql`insert into team (team_id, agency_id, name) values (${TEAM}, ${AGENCY}, 'Harbour team')`.execute(
      db,
    );
    await sql`insert into team_member (team_id, worker_id, role) values (${TEAM}, ${ROSA}, 'supervisor')`.execute(
      db,
    );
    await sql`insert into role_ability values ('supervisor', 'approve-plan'), ('supervisor', 'read-access-log')`.execute(
      db,
    );
    await sql`insert into role_class values ('supervisor', 'identity', true), ('supervisor', 'care', true)`.execute(
      db,
    );
    await sql`update worker set trained_until = '2999-12-31' where worker_id = ${ROSA}`.execute(db);
  });
  const sentences = collectSentences([ACCESS_SENTENCES]);
  const app = createApp({ sentences, observers: [], isHttpsOnly: false });
  const desk = { ...bench, enforcesFactors };
  mount(app, accessRoutes(desk), {
    prefix: '/api',
    sentences,
    authenticate: bench.auth.authenticate,
    heldBack: heldBack(desk),
    callerOf: bench.auth.callerOf,
    now: Date.now,
    languages: ['en'],
    rates: {
      signedIn: { burst: 1000, everyMilliseconds: 1 },
      anonymous: { burst: 1000, everyMilliseconds: 1 },
    },
  });
  return { ...bench, app };
}

/** A browser over `inject`: keeps cookies, sends what our pages send. */
export class Visitor {
  readonly #app: FastifyInstance;
  readonly cookies = new Map<string, string>();

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async send(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
    const response = await this.#app.inject({
      method,
      url: `/api${url}`,
      headers: {
        'x-amparo-request': '1',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    return response;
  }

  signIn(email = 'rosa@amparo.example', password = PASSWORD) {
    return this.send('POST', '/sign-in', { email, password });
  }
}

export { OMAR, PASSWORD, ROSA };
