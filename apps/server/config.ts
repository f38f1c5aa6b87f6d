import { z } from 'zod';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** How the program is started; see docs/operations. Evaluation is for invented children only. */
export type Config = {
  readonly mode: 'evaluation' | 'production';
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  /** Embedded database and demo keys. */
  readonly dataDir: string;
  readonly masterKeyFile: string | undefined;
  /** The content of a key file, where secrets come by the environment. */
  readonly masterKey: string | undefined;
  /** Folder of the country pack. */
  readonly packFolder: string | undefined;
  /** As `https://amparo.example`: where browsers find it. */
  readonly publicOrigin: string | undefined;
  /** Identity providers of agencies; see docs/operations/sign-in.md. */
  readonly oidcFile: string | undefined;
  readonly trustedProxies: readonly string[];
  /** Whoever brings it may read /metrics; without one, only an evaluation shows them. */
  readonly metricsToken: string | undefined;
  /** Where the source of what runs here is, for whoever uses it (AGPL, section 13). */
  readonly sourceUrl: string | undefined;
  /** How many invented children an evaluation is filled with; those told by hand are always there. */
  readonly demoChildren: number;
};

/** Why the program does not start: one sentence for whoever started it. */
export type StartRefusal = { readonly code: 'start.refused'; readonly sentence: string };

export function startRefused(sentence: string) {
  return refuse<StartRefusal>({ code: 'start.refused', sentence });
}

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const Environment = z.object({
  AMPARO_MODE: z.enum(['evaluation', 'production']).default('evaluation'),
  AMPARO_HOST: text,
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_URL: text.refine((url) => url === undefined || /^postgres(ql)?:\/\//.test(url)),
  AMPARO_DATA_DIR: text,
  AMPARO_MASTER_KEY_FILE: text,
  AMPARO_MASTER_KEY: text,
  AMPARO_PACK: text,
  AMPARO_PUBLIC_ORIGIN: text.refine((url) => url === undefined || /^https?:\/\/[^/]+$/.test(url)),
  AMPARO_OIDC_FILE: text,
  AMPARO_TRUSTED_PROXIES: text,
  AMPARO_METRICS_TOKEN: text.refine((token) => token === undefined || token.length >= 16),
  AMPARO_SOURCE_URL: text.refine((url) => url === undefined || isWebAddress(url)),
  AMPARO_DEMO_CHILDREN: z.coerce.number().int().min(0).max(5000).default(400),
});

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

const EXPECTED: Readonly<Record<string, string>> = {
  AMPARO_MODE: '`evaluation` or `production`',
  PORT: 'a number from 0 to 65535',
  DATABASE_URL: 'an address that begins with postgresql://',
  AMPARO_PUBLIC_ORIGIN: 'an origin such as https://amparo.example, without a path',
  AMPARO_METRICS_TOKEN: 'at least 16 characters',
  AMPARO_SOURCE_URL: 'an address that begins with https:// or http://',
  AMPARO_DEMO_CHILDREN: 'a number from 0 to 5000',
};

/** Reads the environment. A value that is not understood is refused by name, and not repeated. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, StartRefusal> {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    return startRefused(`${name} is not understood: it must be ${EXPECTED[name] ?? 'a text'}.`);
  }
  const given = parsed.data;
  return accept({
    mode: given.AMPARO_MODE,
    host: given.AMPARO_HOST ?? '127.0.0.1',
    port: given.PORT,
    databaseUrl: given.DATABASE_URL,
    dataDir: given.AMPARO_DATA_DIR ?? '.amparo',
    masterKeyFile: given.AMPARO_MASTER_KEY_FILE,
    masterKey: given.AMPARO_MASTER_KEY,
    packFolder: given.AMPARO_PACK,
    publicOrigin: given.AMPARO_PUBLIC_ORIGIN,
    oidcFile: given.AMPARO_OIDC_FILE,
    trustedProxies: (given.AMPARO_TRUSTED_PROXIES ?? '')
      .split(/[\s,]+/)
      .filter((one) => one !== ''),
    metricsToken: given.AMPARO_METRICS_TOKEN,
    sourceUrl: given.AMPARO_SOURCE_URL,
    demoChildren: given.AMPARO_DEMO_CHILDREN,
  });
}
