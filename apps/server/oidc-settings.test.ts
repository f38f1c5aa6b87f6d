import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { agencyIdOf } from '#capabilities/access/storage/roster-changes.ts';
import { readOidcProviders } from './oidc-settings.ts';
import { testConfig } from './test-server.ts';

let folder: string;
const file = () => path.join(folder, 'oidc.yaml');
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'oidc-'));
  await writeFile(path.join(folder, 'secret'), 'not for others\n', { mode: 0o600 });
});
afterAll(() => rm(folder, { recursive: true }));

const PROVIDER = {
  id: 'child-services',
  name: { en: 'Child Services', ar: 'خدمات الطفل' },
  issuer: 'https://sign-in.service.example',
  clientId: 'amparo',
  clientSecretFile: 'secret',
  domains: ['Service.example'],
};

async function read(content: unknown, more: Record<string, string> = {}) {
  await writeFile(file(), typeof content === 'string' ? content : stringify(content));
  return readOidcProviders(
    testConfig({
      AMPARO_OIDC_FILE: file(),
      AMPARO_PUBLIC_ORIGIN: 'https://amparo.example',
      ...more,
    }),
  );
}

const sentenceOf = (result: { ok: boolean; refusal?: { sentence: string } }) =>
  result.refusal?.sentence;

test('without the setting there is no provider', () => {
  expect(readOidcProviders(testConfig())).toEqual({ ok: true, value: [] });
});

test('a provider is read, with its secret from beside the file, as YAML or JSON', async () => {
  const wanted = { ...PROVIDER, agencies: ['coast'], secondFactor: { amr: ['mfa'] } };
  for (const content of [{ providers: [wanted] }, JSON.stringify({ providers: [wanted] })]) {
    const { name, clientSecretFile: _file, ...rest } = wanted;
    expect(await read(content)).toEqual({
      ok: true,
      value: [
        {
          ...rest,
          names: name,
          clientSecret: 'not for others',
          domains: ['service.example'],
          agencies: [agencyIdOf('coast')],
          secondFactor: { amr: ['mfa'], acr: [] },
        },
      ],
    });
  }
});

describe('the program does not start', () => {
  test.each([
    ['without a domain', { ...PROVIDER, domains: [] }, /domains/],
    ['with a domain that is none', { ...PROVIDER, domains: ['*'] }, /domains\.0: Expected a mail/],
    ['with a setting that nobody knows', { ...PROVIDER, trusts: 'all' }, /trusts/],
    ['without a name in English', { ...PROVIDER, name: { ar: 'اسم' } }, /Expected at least a name/],
    ['with an issuer that is no address', { ...PROVIDER, issuer: 'service' }, /issuer/],
    [
      'with a secret that is not there',
      { ...PROVIDER, clientSecretFile: 'none' },
      /cannot be read/,
    ],
  ])('%s', async (_what, provider, sentence) => {
    const refused = sentenceOf(await read({ providers: [provider] }));
    expect(refused).toMatch(sentence);
    expect(refused).not.toContain('not for others');
  });

  test('with a file that is none, or empty, or with two of one id', async () => {
    expect(sentenceOf(await read('{{'))).toMatch(/is not understood/);
    expect(sentenceOf(await read(''))).toMatch(/is not understood/);
    expect(sentenceOf(await read({ providers: [PROVIDER, PROVIDER] }))).toMatch(/two identity/);
    const config = testConfig({
      AMPARO_OIDC_FILE: '/nowhere/oidc.yaml',
      AMPARO_PUBLIC_ORIGIN: 'https://amparo.example',
    });
    expect(sentenceOf(readOidcProviders(config))).toMatch(/nowhere.* is not understood/);
  });

  test('with a secret that others may read', async () => {
    await chmod(path.join(folder, 'secret'), 0o644);
    expect(sentenceOf(await read({ providers: [PROVIDER] }))).toMatch(/Run: chmod 600/);
    await chmod(path.join(folder, 'secret'), 0o600);
  });

  test('without the public address, and in production with an issuer that is not HTTPS', async () => {
    await writeFile(file(), stringify({ providers: [PROVIDER] }));
    expect(sentenceOf(readOidcProviders(testConfig({ AMPARO_OIDC_FILE: file() })))).toMatch(
      /needs AMPARO_PUBLIC_ORIGIN/,
    );
    const open = { providers: [{ ...PROVIDER, issuer: 'http://sign-in.service.example' }] };
    expect(sentenceOf(await read(open, { AMPARO_MODE: 'production' }))).toMatch(/https:\/\//);
    expect(await read(open)).toMatchObject({ ok: true });
  });
});
