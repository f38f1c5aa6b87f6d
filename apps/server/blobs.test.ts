import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHUNK_BYTES, MOST_BLOB_BYTES } from '#kernel/blob.ts';
import { RecordId } from '#kernel/ids.ts';
import { eraseRecord } from '#platform/vault/erase-record.ts';
import { announced, aPicture, toldOf, withPicture } from './test-blob.ts';
import { type ACase, done, openACase } from './test-case.ts';
import { type Client, type CountryServer, openCountryServer } from './test-country.ts';

let server: CountryServer;
let sela: Client;
let made: ACase;
beforeAll(async () => {
  server = await openCountryServer();
  sela = server.as('sela');
});
beforeEach(async () => {
  made = await openACase(sela);
});
afterAll(() => server.close());

/** Tells of a picture and announces it; nothing of it is sent yet. */
async function begun(bytes?: number) {
  const file = aPicture(bytes);
  await done(sela.post(`/cases/${made.recordId}/attachments`, toldOf(file)));
  await done(sela.post('/blobs', announced(file, made.recordId)));
  return file;
}

async function linesOf(action: string): Promise<readonly { worker: string; classes: string[] }[]> {
  const { rows } = await server.database.asOwner((owner) =>
    sql<{
      worker: string;
      classes: string[];
    }>`select worker_id as worker, classes from audit_line
      where action = ${action} and record_id = ${made.recordId} order by audit_id`.execute(owner),
  );
  return rows;
}

describe('who may not', () => {
  test('a stranger gets of a blob what one gets of none', async () => {
    const file = await withPicture(sela, made.recordId);
    const rami = server.as('rami');
    const none = aPicture();
    for (const { blobId } of [file, none]) {
      const answers = [
        await rami.get(`/blobs/${blobId}`),
        await rami.get(`/blobs/${blobId}/chunks/0`),
        await rami.put(`/blobs/${blobId}/chunks/0`, { data: none.parts[0] }),
        await rami.post(`/blobs/${blobId}/complete`, {}),
      ];
      expect(answers.map(({ code, body }) => [code, body.detail])).toEqual(
        answers.map(() => ['blobs.blob.unknown', expect.any(String)]),
      );
    }
    const begin = await rami.post('/blobs', announced(none, made.recordId));
    expect(begin.code).toBe('blobs.record.unknown');
    expect(await linesOf('blobs.opened')).toEqual([]);
  });

  test('who has another class of the same child does not learn of it', async () => {
    const file = await withPicture(sela, made.recordId, 'identity');
    await server.database.asOwner((owner) =>
      sql`insert into access_grant (grant_id, record_id, worker_id, classes, may_write, purpose, kind, valid_until, granted_by)
        values (gen_random_uuid(), ${made.recordId}, ${server.as('rami').worker}, '{care}', true, 'child-protection',
                'assignment', now() + interval '1 day', ${sela.worker})`.execute(owner),
    );
    const rami = server.as('rami');
    expect((await rami.get(`/blobs/${file.blobId}`)).code).toBe('blobs.blob.unknown');
    expect((await rami.get(`/blobs/${file.blobId}/chunks/0`)).code).toBe('blobs.blob.unknown');
    const listed = await done(rami.get(`/cases/${made.recordId}/attachments`));
    expect(listed.attachments).toEqual([]);
    const care = await withPicture(sela, made.recordId, 'care');
    expect((await rami.get(`/blobs/${care.blobId}`)).status).toBe(200);
    // A reader of the class sends no parts into somebody else's file.
    const more = await begun();
    const meddled = await rami.put(`/blobs/${more.blobId}/chunks/0`, { data: more.parts[0] });
    expect(meddled.code).toBe('blobs.blob.unknown');
  });

  test('the announcement without the entry that tells of it is put off', async () => {
    const answer = await sela.post('/blobs', announced(aPicture(), made.recordId, 'justice'));
    expect(answer.code).toMatch(/^blobs\.(entry\.first|record\.unknown)$/);
    const health = await sela.post('/blobs', announced(aPicture(), made.recordId, 'identity'));
    expect(health.code).toBe('blobs.entry.first');
  });
});

describe('sending', () => {
  test('a picture is told of at once, shown as still coming, and comes back byte for byte', async () => {
    const file = await begun();
    const list = () => done(sela.get(`/cases/${made.recordId}/attachments`));
    expect((await list()).attachments[0]).toMatchObject({ blobId: file.blobId, isHere: false });
    expect((await sela.get(`/blobs/${file.blobId}/chunks/0`)).code).toBe(
      'blobs.content.incomplete',
    );
    await done(sela.put(`/blobs/${file.blobId}/chunks/1`, { data: file.parts[1] }));
    const again = await done(sela.post('/blobs', announced(file, made.recordId)));
    expect(again).toEqual({ here: [1], isComplete: false });
    await done(sela.put(`/blobs/${file.blobId}/chunks/0`, { data: file.parts[0] }));
    await done(sela.put(`/blobs/${file.blobId}/chunks/0`, { data: file.parts[0] }));
    await done(sela.post(`/blobs/${file.blobId}/complete`, {}));
    await done(sela.post(`/blobs/${file.blobId}/complete`, {}));
    expect((await list()).attachments[0]).toMatchObject({ isHere: true });
    const read = await Promise.all(
      [0, 1].map(async (index) => done(sela.get(`/blobs/${file.blobId}/chunks/${index}`))),
    );
    expect(read.map(({ data }) => data)).toEqual(file.parts);
  });

  test('each look leaves one line, each beginning and end another', async () => {
    const file = await withPicture(sela, made.recordId);
    for (const who of ['sela', 'paz'] as const)
      for (const index of [0, 1, 0])
        await done(server.as(who).get(`/blobs/${file.blobId}/chunks/${index}`));
    const [mine, hers] = [sela.worker, server.as('paz').worker];
    const classes = ['care'];
    expect(await linesOf('blobs.opened')).toEqual([
      { worker: mine, classes },
      { worker: hers, classes },
    ]);
    expect(await linesOf('blobs.begun')).toEqual([{ worker: mine, classes }]);
    expect(await linesOf('blobs.completed')).toEqual([{ worker: mine, classes }]);
  });

  test('parts that went lost on the disk are asked for again', async () => {
    const file = await begun();
    for (const [index, data] of file.parts.entries())
      await done(sela.put(`/blobs/${file.blobId}/chunks/${index}`, { data }));
    await rm(path.join(server.blobFolder, file.blobId.slice(-2), file.blobId, '1'));
    const answer = await sela.post(`/blobs/${file.blobId}/complete`, {});
    expect([answer.code, answer.body.here]).toEqual(['blobs.content.incomplete', [0]]);
    const again = await done(sela.post('/blobs', announced(file, made.recordId)));
    expect(again.here).toEqual([0]);
  });

  test('what lies on the disk tells nothing, and nothing at all once the record is erased', async () => {
    const file = await withPicture(sela, made.recordId);
    const folder = path.join(server.blobFolder, file.blobId.slice(-2), file.blobId);
    expect((await readdir(folder)).toSorted()).toEqual(['0', '1']);
    const first = Buffer.from(file.parts[0] ?? '', 'base64');
    const kept = await readFile(path.join(folder, '0'));
    expect(kept.includes(first.subarray(0, 64))).toBe(false);
    expect(kept.includes(first.subarray(0, 48).toString('base64'))).toBe(false);
    await server.database.asOwner((owner) => eraseRecord(owner, RecordId.parse(made.recordId)));
    expect((await sela.get(`/blobs/${file.blobId}/chunks/0`)).code).toBe('blobs.blob.unknown');
    const begin = await sela.post('/blobs', announced(aPicture(), made.recordId));
    expect(begin.code).toBe('blobs.record.unknown');
    const { rows } = await server.database.asOwner((owner) =>
      sql`select 1 from blob where record_id = ${made.recordId}`.execute(owner),
    );
    expect(rows).toEqual([]);
  });
});

describe('bad input', () => {
  test('what is too large or of a forbidden kind is not even announced', async () => {
    const file = aPicture();
    const said = announced(file, made.recordId);
    for (const wrong of [
      { ...said, bytes: MOST_BLOB_BYTES + 1 },
      { ...said, bytes: 0 },
      { ...said, mediaType: 'image/svg+xml' },
      { ...said, mediaType: 'text/html' },
      { ...said, sha256: 'abc' },
      { ...said, class: 'everything' },
    ])
      expect((await sela.post('/blobs', wrong)).code).toBe('request.invalid');
  });

  test('parts of another size, number or kind are refused and leave nothing', async () => {
    const file = await begun();
    const put = (index: number, data: string) =>
      sela.put(`/blobs/${file.blobId}/chunks/${index}`, { data });
    const short = Buffer.alloc(CHUNK_BYTES - 1, 0xff).toString('base64');
    const html = Buffer.from('<!doctype html>'.padEnd(CHUNK_BYTES, ' ')).toString('base64');
    expect((await put(2, file.parts[1] ?? '')).code).toBe('blobs.chunk.none');
    expect((await put(0, short)).code).toBe('blobs.chunk.size');
    expect((await put(1, file.parts[0] ?? '')).code).toBe('blobs.chunk.size');
    expect((await put(0, html)).code).toBe('blobs.content.other-type');
    expect((await put(0, 'not base64!')).code).toBe('request.invalid');
    expect((await put(1001, file.parts[0] ?? '')).code).toBe('request.invalid');
    const state = await done(sela.get(`/blobs/${file.blobId}`));
    expect(state).toMatchObject({ here: [], isComplete: false });
  });

  test('another content than was announced is forgotten and can be sent anew', async () => {
    const file = await begun();
    const other = aPicture();
    await done(sela.put(`/blobs/${file.blobId}/chunks/0`, { data: file.parts[0] }));
    await done(sela.put(`/blobs/${file.blobId}/chunks/1`, { data: other.parts[1] }));
    const refused = await sela.post(`/blobs/${file.blobId}/complete`, {});
    expect(refused.code).toBe('blobs.content.other-hash');
    expect((await done(sela.get(`/blobs/${file.blobId}`))).here).toEqual([]);
    for (const [index, data] of file.parts.entries())
      await done(sela.put(`/blobs/${file.blobId}/chunks/${index}`, { data }));
    expect((await sela.post(`/blobs/${file.blobId}/complete`, {})).status).toBe(200);
  });

  test('an id is used once, and a whole file is changed by nothing', async () => {
    const file = await withPicture(sela, made.recordId);
    const other = { ...announced(file, made.recordId), bytes: file.bytes + 1 };
    expect((await sela.post('/blobs', other)).code).toBe('blobs.blob.id-taken');
    const elsewhere = await openACase(sela);
    const moved = await sela.post('/blobs', announced(file, elsewhere.recordId));
    expect(moved.code).toBe('blobs.blob.id-taken');
    const late = aPicture();
    await done(sela.put(`/blobs/${file.blobId}/chunks/0`, { data: late.parts[0] }));
    const read = await done(sela.get(`/blobs/${file.blobId}/chunks/0`));
    expect(read.data).toBe(file.parts[0]);
  });
});
