import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { accept, refuse, type Result } from '#kernel/result.ts';

/**
 * The keys that wrap all other keys. They live outside the database: in a file, in the environment,
 * or in a key management service behind this interface.
 */
export interface MasterKeys {
  /** The key that new keys are wrapped with. */
  readonly currentId: string;
  /** Wraps a 32-byte key; `context` must be given again to unwrap. */
  wrap(key: Uint8Array, context: string): Promise<WrappedKey>;
  /** Throws when the master key is missing or the context is another: that is a fault, not a refusal. */
  unwrap(wrapped: WrappedKey, context: string): Promise<Buffer>;
}

export type WrappedKey = { readonly masterKeyId: string; readonly wrapped: Buffer };

const KeyFile = z.strictObject({
  current: z.string(),
  keys: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), z.base64()),
});
export type KeyFile = z.infer<typeof KeyFile>;

export type MasterKeyRefusal =
  | { readonly code: 'vault.master-key.missing' }
  | { readonly code: 'vault.master-key.unreadable'; readonly reason: string }
  | { readonly code: 'vault.master-key.open-to-others' };

/** Keys made for trying out carry this mark; production refuses them. */
const DEMO_MARK = 'demo-';

export function areDemoKeys(keys: MasterKeys): boolean {
  return keys.currentId.startsWith(DEMO_MARK);
}

/** Reads master keys from a file that only its owner may read. */
export async function readMasterKeyFile(
  path: string,
): Promise<Result<MasterKeys, MasterKeyRefusal>> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return refuse({ code: 'vault.master-key.missing' });
  if ((found.mode & 0o077) !== 0) return refuse({ code: 'vault.master-key.open-to-others' });
  return parseMasterKeys(await readFile(path, 'utf8'));
}

/** Master keys from the text of a key file, as the environment may give it. */
export function parseMasterKeys(text: string): Result<MasterKeys, MasterKeyRefusal> {
  const parsed = KeyFile.safeParse(parseJson(text));
  if (!parsed.success) return unreadable('expected {"current": id, "keys": {id: base64}}');
  const keys = new Map(
    Object.entries(parsed.data.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]),
  );
  if ([...keys.values()].some((key) => key.length !== 32))
    return unreadable('each key must be 32 bytes');
  if (!keys.has(parsed.data.current)) return unreadable('the current key is not among the keys');
  return accept(localMasterKeys(parsed.data.current, keys));
}

/** Writes a new key file that only its owner may read. Refuses to overwrite: a lost key is lost data. */
export async function writeMasterKeyFile(path: string, id: string): Promise<void> {
  const file: KeyFile = { current: id, keys: { [id]: randomBytes(32).toString('base64') } };
  await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

/**
 * Adds a new key to a key file and makes it the current one; the others stay, to open what they
 * wrapped. The file is replaced as a whole, so that a power cut leaves the old or the new one.
 */
export async function addMasterKey(
  path: string,
  id: string,
): Promise<Result<true, MasterKeyRefusal>> {
  const read = await readMasterKeyFile(path);
  if (!read.ok) return read;
  const before = KeyFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const keys = { ...before.keys, [id]: randomBytes(32).toString('base64') };
  const making = `${path}.${randomBytes(4).toString('hex')}`;
  const text = `${JSON.stringify({ current: id, keys }, null, 2)}\n`;
  await writeFile(making, text, { mode: 0o600, flag: 'wx' });
  await rename(making, path);
  return accept(true);
}

/** A key that wrapped something is not among those given: without it nothing of that can be read. */
export class MasterKeyMissing extends Error {
  readonly masterKeyId: string;

  constructor(masterKeyId: string) {
    super(`Master key ${masterKeyId} is not among the keys of this installation`);
    this.masterKeyId = masterKeyId;
  }
}

/** The demo's keys, made at its first start and kept beside its database. */
export async function openDemoMasterKeys(
  path: string,
): Promise<Result<MasterKeys, MasterKeyRefusal>> {
  if (!(await stat(path).catch(() => undefined))) await writeMasterKeyFile(path, `${DEMO_MARK}1`);
  return readMasterKeyFile(path);
}

function localMasterKeys(currentId: string, keys: ReadonlyMap<string, Buffer>): MasterKeys {
  const keyOf = (id: string): Buffer => {
    const key = keys.get(id);
    if (!key) throw new MasterKeyMissing(id);
    return key;
  };
  return {
    currentId,
    wrap: async (key, context) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(currentId), nonce).setAAD(
        Buffer.from(context),
      );
      const sealed = Buffer.concat([
        nonce,
        cipher.update(key),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return { masterKeyId: currentId, wrapped: sealed };
    },
    unwrap: async ({ masterKeyId, wrapped }, context) => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(masterKeyId), wrapped.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(wrapped.subarray(-16));
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    },
  };
}

function unreadable(reason: string): Result<never, MasterKeyRefusal> {
  return refuse({ code: 'vault.master-key.unreadable', reason });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
