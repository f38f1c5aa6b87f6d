import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { agencyIdOf } from '#capabilities/access/storage/roster-changes.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { OidcProvider } from '#platform/auth/oidc-provider.ts';
import { type Config, startRefused, type StartRefusal } from './config.ts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Expected an id such as `child-services`');
const Domain = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Expected a mail domain such as `service.example`');
const Language = z.string().regex(/^[a-z]{2,3}$/, 'Expected a language such as `en`');

const Provider = z.strictObject({
  id: Id,
  name: z.record(Language, z.string().trim().min(1).max(80)).refine((names) => 'en' in names, {
    error: 'Expected at least a name in English (`en`)',
  }),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecretFile: z.string().min(1),
  domains: z.array(Domain).min(1),
  agencies: z.array(z.string().min(1)).min(1).optional(),
  secondFactor: z
    .strictObject({
      amr: z.array(z.string().min(1)).default([]),
      acr: z.array(z.string().min(1)).default([]),
    })
    .default({ amr: [], acr: [] }),
});

const OidcFile = z.strictObject({ providers: z.array(Provider).min(1).max(20) });

type Read = Result<readonly OidcProvider[], StartRefusal>;

/** The identity providers of the settings file; none when none is named. See docs/operations/sign-in.md. */
export function readOidcProviders(config: Config): Read {
  const { oidcFile } = config;
  if (oidcFile === undefined) return accept([]);
  if (config.publicOrigin === undefined)
    return startRefused(
      'AMPARO_OIDC_FILE needs AMPARO_PUBLIC_ORIGIN: identity providers send people back to it.',
    );
  const parsed = OidcFile.safeParse(contentOf(oidcFile));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
    return startRefused(`${oidcFile} is not understood. ${place}`);
  }
  return providersOf(parsed.data.providers, config, path.dirname(oidcFile));
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return 'unreadable'; // refused by the schema, with the name of the file
  }
}

function providersOf(
  given: readonly z.infer<typeof Provider>[],
  { mode }: Config,
  folder: string,
): Read {
  const twice = given.find(({ id }, index) => given.findIndex((one) => one.id === id) !== index);
  if (twice) return startRefused(`There are two identity providers of the id ${twice.id}.`);
  const providers: OidcProvider[] = [];
  for (const { name, clientSecretFile, agencies, ...one } of given) {
    if (mode === 'production' && !one.issuer.startsWith('https://'))
      return startRefused(`The issuer of ${one.id} must begin with https:// in production.`);
    const secret = secretIn(path.resolve(folder, clientSecretFile));
    if (!secret.ok) return secret;
    providers.push({
      ...one,
      names: name,
      clientSecret: secret.value,
      agencies: agencies?.map(agencyIdOf),
    });
  }
  return accept(providers);
}

function secretIn(file: string): Result<string, StartRefusal> {
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      return startRefused(
        `The client secret ${file} may be read by others. Run: chmod 600 ${file}`,
      );
    const secret = readFileSync(file, 'utf8').trim();
    return secret === '' ? startRefused(`The client secret ${file} is empty.`) : accept(secret);
  } catch {
    return startRefused(`The client secret ${file} cannot be read.`);
  }
}
