// One file with all tests that can run in this process, so that the instrumented modules are loaded once.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

/** They are about the build, the repository or time. */
const others = /architecture|browser-bundle|doors|hostile-input|library|corpora|crash-loops/;

for (const folder of ['src/policy', 'test']) {
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    if (!name.endsWith('.test.ts') || others.test(name)) continue;
    // A suite of its own, so that its hooks are no other's.
    describe(join(folder, name), async () => {
      await import(join(process.cwd(), folder, name));
    });
  }
}
