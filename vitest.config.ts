import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', 'node_modules/**'],
    testTimeout: 60_000,
    // Two cores everywhere we run: more workers only fight over them.
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
