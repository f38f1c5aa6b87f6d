import { defineConfig } from 'vitest/config';

/** Mutation testing asks only what is pure: the tests of the kernel and of every domain. */
export default defineConfig({
  test: {
    include: ['kernel/**/*.test.ts', 'capabilities/*/domain/**/*.test.ts'],
    environment: 'node',
  },
});
