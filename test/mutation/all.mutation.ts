// One file of all tests, so that the instrumented modules are loaded once.
import.meta.glob(['../../src/policy/**/*.test.ts', '../oracle/*.test.ts', '../corpora/**/*.test.ts'], { eager: true });
