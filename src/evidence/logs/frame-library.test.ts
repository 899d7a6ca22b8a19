import { expect, it } from 'vitest';
import { classifyEntry } from './index.ts';

it('a client that prints nothing of its own is known by its stack frames', () => {
  const frames = [
    '    at Connection._handleTimeoutError (/app/node_modules/mysql2/lib/connection.js:205:17)',
    '    at listOnTimeout (node:internal/timers:581:17)',
  ];
  expect(classifyEntry(['Error: connect ETIMEDOUT', ...frames].join('\n'))).toMatchObject({
    class: 'connect-timeout',
    library: 'mysql',
  });
});

it('frames of several clients tell nothing', () => {
  const frames = ['pg', 'redis'].map((name) => `    at x (/app/node_modules/${name}/index.js:1:1)`);
  expect(classifyEntry(['Error: connect ETIMEDOUT', ...frames].join('\n'))?.library).toBeUndefined();
});
