import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressFiles } from './tools/compress-files.ts';

const root = import.meta.dirname;

let builtInto = path.join(root, '.cache/web');

/** Last, so that the service worker is compressed too. */
const compressed: Plugin = {
  name: 'compress-files',
  configResolved: ({ build }) => {
    builtInto = build.outDir;
  },
  closeBundle: { order: 'post', sequential: true, handler: () => compressFiles(builtInto) },
};

/** The web app: read from `apps/web`, written to `.cache/web`, served below `/app/`. */
export default defineConfig({
  root: path.join(root, 'apps/web'),
  base: '/app/',
  cacheDir: path.join(root, '.cache/vite'),
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'worker',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      integration: {
        configureCustomSWViteBuild: (options) => {
          options.logLevel = 'warn';
        },
      },
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['index.html', 'icon.svg', 'assets/*.{js,css,woff2,svg,png}'],
        // What the worker keeps at once and what on demand it sorts itself; see files-of-version.ts.
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      },
    }),
    compressed,
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
