import { defineConfig } from 'vitest/config';

/**
 * Tests stand beside their source. `unit` needs nothing; `database` runs on PGlite, or on
 * PostgreSQL when TEST_DATABASE_URL is set; `journeys` drives a real browser.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{kernel,tools,packs,apps/site}/**/*.test.ts',
            'apps/cli/*.test.ts',
            'platform/{http,pack,print}/**/*.test.ts',
            'capabilities/*/domain/**/*.test.ts',
            'capabilities/*/*.test.ts',
          ],
          environment: 'node',
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
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['acceptance/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
