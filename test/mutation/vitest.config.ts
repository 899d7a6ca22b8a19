// One process of a mutation run; `run.ts` starts it.
import { defineConfig } from 'vitest/config';
import { jobOf } from './job.ts';
import { mutantsOf } from './mutants.ts';

const { code } = await mutantsOf(jobOf(process.env).files);

export default defineConfig({
  plugins: [{ name: 'mutants', enforce: 'pre', load: (id) => code.get(id) }],
  test: {
    include: ['test/mutation/all.mutation.ts'],
    runner: './test/mutation/runner.ts',
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    testTimeout: 0,
    silent: true,
  },
});
