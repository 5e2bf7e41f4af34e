import { defineConfig } from 'vitest/config';

// CI asks for a machine-readable report beside the usual output; see .ci/run.
const report = process.env['CI_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', 'node_modules/**'],
    testTimeout: 60_000,
    // Two cores everywhere we run: more workers only fight over them.
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
