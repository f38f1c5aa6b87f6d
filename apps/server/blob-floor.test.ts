import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BlobId } from '#kernel/blob.ts';
import { instantAt } from '#kernel/instant.ts';
import type { BlobShelf } from '#platform/blobs/blob-shelf.ts';
import { beginsAs } from '#platform/blobs/first-bytes.ts';
import { folderShelf } from '#platform/blobs/folder-shelf.ts';
import { completeBlobHandler, sendChunkHandler } from '#platform/blobs/send-blob.ts';
import type { Call } from '#platform/http/call.ts';
import { KeyOpener } from '#platform/vault/record-keys.ts';
import { announced, aPicture, toldOf, withPicture } from './test-blob.ts';
import { done, openACase } from './test-case.ts';
import { type CountryServer, openCountryServer, workerOf } from './test-country.ts';

let server: CountryServer;
let folder: string;
beforeAll(async () => {
  [server, folder] = await Promise.all([
    openCountryServer(),
    mkdtemp(path.join(tmpdir(), 'amparo-shelf-')),
  ]);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

const call: Call = {
  now: instantAt(0),
  purpose: 'child-protection',
  mintId: randomUUID,
  language: 'en',
  browser: { cookie: '', userAgent: '', network: '', setCookies: () => undefined },
  worker: workerOf('sela'),
  sessionId: 'test',
};

async function begun() {
  const sela = server.as('sela');
  const { recordId } = await openACase(sela);
  const file = aPicture();
  await done(sela.post(`/cases/${recordId}/attachments`, toldOf(file)));
  await done(sela.post('/blobs', announced(file, recordId)));
  const parts = file.parts.map((data, index) => ({ index, data }));
  return { blobId: BlobId.parse(file.blobId), parts, recordId };
}

const deskWith = (shelf: BlobShelf) => ({
  database: server.database,
  opener: new KeyOpener(server.masterKeys),
  shelf,
});

test('the database itself gives a blob to nobody without a grant, and lets nobody else send into it', async () => {
  const { recordId } = await openACase(server.as('sela'));
  const { blobId } = await withPicture(server.as('sela'), recordId);
  const rowsFor = async (person: 'sela' | 'paz' | 'rami', purpose: Call['purpose']) => {
    const asker = { worker: workerOf(person), purpose };
    return server.database.transaction(asker, async (tx) => {
      const seen = await sql`select 1 from blob where blob_id = ${blobId}`.execute(tx);
      const moved = await sql`update blob set here = '{}' where blob_id = ${blobId}`.execute(tx);
      return [seen.rows.length, Number(moved.numAffectedRows)];
    });
  };
  expect(await rowsFor('rami', 'child-protection')).toEqual([0, 0]);
  expect(await rowsFor('paz', 'child-protection')).toEqual([1, 0]);
  expect(await rowsFor('sela', 'child-protection')).toEqual([1, 1]);
  const asker = { worker: workerOf('rami'), purpose: 'child-protection' } as const;
  const forged = server.database.transaction(asker, (tx) =>
    sql`insert into blob (blob_id, record_id, class, author, chunks, head)
        values (${randomUUID()}, ${recordId}, 'care', ${workerOf('rami')}, 1, '\\x00')`.execute(tx),
  );
  await expect(forged).rejects.toThrow(/row-level security/);
});

test('on a full disk a part is refused and nothing says that it is here; with room it goes on', async () => {
  const { blobId, parts } = await begun();
  const full = deskWith({ put: async () => 'full', get: async () => undefined });
  for (const part of parts)
    expect(await sendChunkHandler(full)({ blobId, ...part }, call)).toEqual({
      ok: false,
      refusal: { code: 'blobs.storage.full' },
    });
  const roomy = deskWith(folderShelf(folder));
  const ended = await completeBlobHandler(roomy)({ blobId }, call);
  expect(ended).toMatchObject({ refusal: { code: 'blobs.content.incomplete', here: [] } });
  for (const part of parts)
    expect(await sendChunkHandler(roomy)({ blobId, ...part }, call)).toMatchObject({ ok: true });
  expect(await completeBlobHandler(roomy)({ blobId }, call)).toMatchObject({ ok: true });
});

test('killed between the disk and the database, a part is sent again over itself', async () => {
  const { blobId, parts } = await begun();
  const shelf = folderShelf(folder);
  const dying = deskWith({
    get: shelf.get,
    put: async (...part) => {
      await shelf.put(...part);
      throw new Error('killed');
    },
  });
  for (const part of parts)
    await expect(sendChunkHandler(dying)({ blobId, ...part }, call)).rejects.toThrow('killed');
  const alive = deskWith(shelf);
  for (const part of parts.toReversed())
    expect(await sendChunkHandler(alive)({ blobId, ...part }, call)).toMatchObject({ ok: true });
  expect(await completeBlobHandler(alive)({ blobId }, call)).toMatchObject({ ok: true });
});

test('a folder keeps whole parts only, gives them back, and has nothing where nothing was put', async () => {
  const shelf = folderShelf(path.join(folder, 'made', 'with', 'the', 'first'));
  const blobId = BlobId.parse(randomUUID());
  expect(await shelf.get(blobId, 0)).toBeUndefined();
  expect(await shelf.put(blobId, 0, Buffer.from('one'))).toBe('kept');
  expect(await shelf.put(blobId, 0, Buffer.from('other'))).toBe('kept');
  expect(await shelf.get(blobId, 0)).toEqual(Buffer.from('other'));
  const at = path.join(folder, 'made', 'with', 'the', 'first', blobId.slice(-2), blobId);
  expect(await readdir(at)).toEqual(['0']);
});

test.each([
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe1]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/webp', [...Buffer.from('RIFF\0\0\0\0WEBP')]],
  ['application/pdf', [...Buffer.from('%PDF-1.7')]],
  ['audio/mp4', [...Buffer.from('\0\0\0\x20ftypM4A ')]],
  ['audio/ogg', [...Buffer.from('OggS')]],
] as const)('%s is known by its first bytes, and by no others', (mediaType, bytes) => {
  const kinds = [
    'image/jpeg',
    'image/png',
    'image/webp',
    'application/pdf',
    'audio/mp4',
    'audio/ogg',
  ] as const;
  const content = new Uint8Array(bytes);
  expect(kinds.filter((kind) => beginsAs(kind, content))).toEqual([mediaType]);
  expect(beginsAs(mediaType, content.subarray(0, 2))).toBe(false);
});
