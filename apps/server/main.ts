import type { FastifyInstance } from 'fastify';
import { accept, type Result } from '#kernel/result.ts';
import { openLog } from '#platform/http/log.ts';
import { codeOf, noteOfFault } from '#platform/http/fault.ts';
import { installationSecret } from '#platform/vault/installation-secrets.ts';
import type { MasterKeys } from '#platform/vault/master-keys.ts';
import { composeServer, type ServerParts } from './compose.ts';
import { type Config, readConfig, startRefused, type StartRefusal } from './config.ts';
import { lockFolder } from './folder-lock.ts';
import { writeInBackground } from './demo/background.ts';
import { demoNotice } from './demo/demo-notice.ts';
import type { DemoSignIn } from './demo/seed-demo.ts';
import { type Country, openCountry } from './open-country.ts';
import { openKeys } from './open-keys.ts';
import { readOidcProviders } from './oidc-settings.ts';
import { openMigrated } from './open-migrated.ts';
import { checkApplicationRole, checkProduction } from './production-checks.ts';

type Running = {
  readonly address: string;
  readonly signIns: readonly DemoSignIn[];
  readonly stop: () => Promise<void>;
};

async function start(config: Config): Promise<Result<Running, StartRefusal>> {
  const checked = await checkProduction(config);
  if (!checked.ok) return checked;
  const keys = await openKeys(config);
  if (!keys.ok) return keys;
  const oidc = readOidcProviders(config);
  if (!oidc.ok) return oidc;
  const lock = config.databaseUrl === undefined ? await lockFolder(config.dataDir) : undefined;
  if (lock?.ok === false) return lock;
  const unlock = async (): Promise<void> => {
    if (lock?.ok === true) await lock.value.unlock();
  };
  const found = await openMigrated(config);
  if (!found.ok) {
    await unlock();
    return found;
  }
  const database = found.value;
  const log = openLog();
  const close = async (): Promise<void> => {
    await database.close();
    await unlock();
  };
  const role = await checkApplicationRole(config, database);
  if (!role.ok) {
    await close();
    return role;
  }
  const opened = await openCountry(config, database, keys.value);
  if (!opened.ok) {
    await close();
    return opened;
  }
  const providers = oidc.value;
  return serve(opened.value, { config, database, log, keys: keys.value, providers, close });
}

type Opened = Pick<ServerParts, 'config' | 'database' | 'log' | 'providers'> & {
  readonly keys: MasterKeys;
  readonly close: () => Promise<void>;
};

/** Listens, and writes what is left of the invented children once it answers. */
async function serve(
  { slices, signIns, children }: Country,
  { keys, close, ...parts }: Opened,
): Promise<Result<Running, StartRefusal>> {
  const secret = await installationSecret(parts.database.sql, keys, 'auth');
  const app = await composeServer({ ...parts, authSecret: secret.toString('base64'), slices });
  const background = writeInBackground(children, parts.log);
  const stop = async (): Promise<void> => {
    await app.close();
    await background.stop();
    await close();
  };
  const address = await listen(app, parts.config);
  if (!address.ok) {
    await stop();
    return address;
  }
  background.begin();
  return accept({ address: address.value, signIns, stop });
}

async function listen(
  app: FastifyInstance,
  { host, port }: Config,
): Promise<Result<string, StartRefusal>> {
  try {
    return accept(await app.listen({ host, port }));
  } catch (thrown) {
    if (codeOf(thrown) !== 'EADDRINUSE') throw thrown;
    return startRefused(`Port ${port} is in use. Choose another: PORT=4001 npm start`);
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const running = config.ok ? await start(config.value) : config;
  if (!running.ok) {
    console.error(running.refusal.sentence);
    process.exitCode = 1;
    return;
  }
  const { address, signIns, stop } = running.value;
  console.log(`Amparo is at ${address}`);
  if (signIns.length > 0) console.log(demoNotice(signIns));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

main().catch((fault: unknown) => {
  console.error('Amparo could not start.', JSON.stringify(noteOfFault(fault)));
  process.exit(1);
});
