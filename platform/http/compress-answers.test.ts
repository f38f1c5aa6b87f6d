import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { compressAnswers } from './compress-answers.ts';

const LONG = { books: Array.from({ length: 400 }, (_, shelf) => `book of shelf ${shelf}`) };

async function shelves() {
  const app = Fastify();
  await compressAnswers(app);
  app.get('/long', async () => LONG);
  app.get('/short', async () => ({ book: 'one' }));
  const ask = (url: string, encoding: string) =>
    app.inject({ url, headers: encoding ? { 'accept-encoding': encoding } : {} });
  return ask;
}

test('a long answer travels as the caller can read it, and says the same', async () => {
  const ask = await shelves();
  const brotli = await ask('/long', 'gzip, br');
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(JSON.parse(brotliDecompressSync(brotli.rawPayload).toString())).toEqual(LONG);
  const gzip = await ask('/long', 'gzip');
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(gzip.rawPayload).toString())).toEqual(LONG);
  expect(gzip.rawPayload.length).toBeLessThan(JSON.stringify(LONG).length / 4);
});

test('whoever asks for nothing, or for little, gets it plain', async () => {
  const ask = await shelves();
  expect((await ask('/long', '')).json()).toEqual(LONG);
  const short = await ask('/short', 'br');
  expect(short.headers['content-encoding']).toBeUndefined();
  expect(short.json()).toEqual({ book: 'one' });
});
