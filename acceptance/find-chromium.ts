import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** A Chromium that was seen running here, with what Playwright's `launch` needs to start it. */
export type ChromiumProgram = {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly origin: 'environment' | 'system' | 'package';
};

export type ChromiumPlaces = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly systemPaths: readonly string[];
  readonly packageFolder: string;
};

export const INSTALL_LINE =
  'No Chromium was found. On Debian: apt-get install chromium; or set AMPARO_CHROMIUM to its path.';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');

const HERE: ChromiumPlaces = {
  env: process.env,
  systemPaths: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  packageFolder: path.join(root, 'node_modules/@sparticuz/chromium'),
};

/**
 * The path in AMPARO_CHROMIUM, else the system's, else the one shipped in an npm package, which is
 * unpacked into `.cache` once. Throws with the line that installs one: journeys never skip in silence.
 */
export async function findChromium(places: ChromiumPlaces = HERE): Promise<ChromiumProgram> {
  const named = places.env['AMPARO_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return program(named, 'environment', places);
    throw new Error(`AMPARO_CHROMIUM names no program: ${named}. ${INSTALL_LINE}`);
  }
  const installed = places.systemPaths.find(isProgram);
  if (installed !== undefined) return program(installed, 'system', places);
  const shipped = await unpack(places);
  if (shipped) return shipped;
  throw new Error(INSTALL_LINE);
}

function program(
  executablePath: string,
  origin: ChromiumProgram['origin'],
  places: ChromiumPlaces,
  extraEnv: Record<string, string> = {},
): ChromiumProgram {
  // Chromium's own sandbox refuses root and most containers; the pages are our own.
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  if (origin === 'package') args.push('--headless=shell', '--no-zygote');
  const inherited = Object.entries(places.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { executablePath, args, origin, env: { ...Object.fromEntries(inherited), ...extraEnv } };
}

async function unpack(places: ChromiumPlaces): Promise<ChromiumProgram | undefined> {
  const manifest = path.join(places.packageFolder, 'package.json');
  if (!existsSync(manifest) || process.platform !== 'linux' || process.arch !== 'x64') return;
  const version = /"version": "([^"]+)"/.exec(readFileSync(manifest, 'utf8'))?.[1] ?? 'unknown';
  const home = path.join(root, `.cache/chromium-${version}`);
  if (!existsSync(home)) await unpackInto(home);
  const executablePath = path.join(home, 'chromium');
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: path.join(home, 'fonts') };
  const libraries = { LD_LIBRARY_PATH: path.join(home, 'al2023/lib') };
  // A server often lacks Chromium's libraries; the package has them for another Linux, so they come second.
  for (const extraEnv of [fonts, { ...fonts, ...libraries }]) {
    const found = program(executablePath, 'package', places, extraEnv);
    if (await starts(found)) return found;
  }
  return undefined;
}

// In a process of its own: the package unpacks into the temporary folder and changes the environment,
// and unpacks its libraries only where it believes to be on the service they were made for.
async function unpackInto(home: string): Promise<void> {
  const half = `${home}.${String(process.pid)}`;
  mkdirSync(half, { recursive: true });
  const script =
    "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  renameSync(half, home);
}

async function starts(candidate: ChromiumProgram): Promise<boolean> {
  try {
    await run(candidate.executablePath, ['--version'], { env: candidate.env, timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
