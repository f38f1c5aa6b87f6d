import { defineConfig } from 'vitest/config';

/**
 * Tests stand beside their source. `unit` needs nothing; `database` runs on PGlite, or on
 * PostgreSQL when TEST_DATABASE_URL is set; `journeys` drives a real browser. A limit of time is
 * there to end what hangs, never to judge speed: on a busy machine a test may take many times as long.
 */
const PATIENCE = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{kernel,tools,packs,apps/site,apps/between-slices}/**/*.test.ts',
            'apps/cli/*.test.ts',
            'platform/{http,pack,print,device}/**/*.test.ts',
            'capabilities/*/domain/**/*.test.ts',
            'capabilities/*/*.test.ts',
          ],
          environment: 'node',
          testTimeout: PATIENCE,
        },
      },
      {
        test: {
          name: 'screens',
          include: [
            'platform/design/**/*.test.{ts,tsx}',
            'capabilities/*/ui/**/*.test.{ts,tsx}',
            'apps/web/**/*.test.tsx',
          ],
          environment: 'happy-dom',
          setupFiles: ['platform/design/testing/patience.ts'],
          testTimeout: PATIENCE,
        },
      },
      {
        test: {
          name: 'database',
          include: [
            'platform/{database,journal,vault,auth,jobs}/**/*.test.ts',
            'capabilities/*/{storage,api}/**/*.test.ts',
            'apps/server/**/*.test.ts',
            'apps/cli/installation/**/*.test.ts',
          ],
          exclude: [],
          environment: 'node',
          testTimeout: 2 * PATIENCE,
          hookTimeout: 3 * PATIENCE,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['acceptance/**/*.test.ts'],
          environment: 'node',
          testTimeout: 4 * PATIENCE,
          hookTimeout: 4 * PATIENCE,
          fileParallelism: false,
        },
      },
    ],
  },
});
