import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Lets answers travel compressed to whoever asks for it: the forms of a country take a tenth of the
 * time on a slow line. Call it before routes are added. An answer repeats nothing that a foreign
 * page could choose and holds no secret of the session, so its length gives nothing away.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCompress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    // Text only: fonts and pictures are small already, built files have their own copies beside them.
    customTypes: /^(application\/(problem\+)?json|text\/)/,
    brotliOptions: { params: { [BROTLI_QUALITY]: 5 } },
  });
}

/** `zlib.constants.BROTLI_PARAM_QUALITY`; 5 costs little more than gzip and is smaller. */
const BROTLI_QUALITY = 1;
