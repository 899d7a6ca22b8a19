import { defineConfig } from 'vitest/config';

const counts = process.env['CI_COUNTS'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Properties and corpora take their time on a busy machine.
    testTimeout: 30_000,
    pool: 'threads',
    // Vitest leaves a core free, which on two is half of them.
    maxWorkers: '100%',
    reporters: counts ? ['default', ['json', { outputFile: counts }]] : ['default'],
    coverage: { include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts', 'src/**/*.test-support.ts'] },
  },
});
