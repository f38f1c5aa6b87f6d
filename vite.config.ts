import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './tools/compress-files.ts';

const root = import.meta.dirname;

/** The web app: read from `apps/web`, written to `.cache/web`, served below `/app/`. */
export default defineConfig({
  root: path.join(root, 'apps/web'),
  base: '/app/',
  cacheDir: path.join(root, '.cache/vite'),
  plugins: [
    react(),
    { name: 'compress-files', closeBundle: () => compressFiles(path.join(root, '.cache/web')) },
  ],
  build: {
    outDir: path.join(root, '.cache/web'),
    emptyOutDir: true,
    reportCompressedSize: false,
    // A content policy that refuses inline code also refuses files turned into data addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One file of words for each language, however many slices it comes from.
            {
              debugName: 'words by language',
              name: (id) =>
                /messages\.([a-z-]+)\.json$/.exec(id)?.[1]?.replace(/^/, 'words-') ?? null,
              test: /messages\.[a-z-]+\.json$/,
            },
          ],
        },
      },
    },
  },
});
