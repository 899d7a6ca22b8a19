// One file with all tests, so that the instrumented modules are loaded once.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

for (const folder of ['src/policy', 'test/oracle']) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (String(name).endsWith('.test.ts')) await import(join(process.cwd(), folder, String(name)));
  }
}
