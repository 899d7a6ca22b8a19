import { describe, expect, test } from 'vitest';
import { classifyEntry, targetsOf } from './index.ts';

function configured(url: string): readonly string[] {
  const found = targetsOf({ environment: [{ name: 'API_URL', value: url }], command: [], args: [], files: [] });
  return found.map(({ host, port }) => `${host}:${port}`);
}

describe('a password that starts with digits and a slash is no port', () => {
  test.each([
    ['http://u:12/3@orders', 'orders:80'],
    ['http://u:12/3@orders:8080/v1', 'orders:8080'],
    ['https://u:12/3/4@orders:8080/v1', 'orders:8080'],
    ['http://u:12/3@10.0.0.7:8080', '10.0.0.7:8080'],
    ['postgres://u:12/3@db:5432/app', 'db:5432'],
    ['redis://:12/3@redis:6379', 'redis:6379'],
  ])('%s', (url, expected) => {
    const [host] = expected.split(':');
    const finding = classifyEntry(`cannot connect to ${url} - connection refused`);
    expect(finding?.host).toBe(host);
    expect(finding?.text).not.toMatch(/12\/3|\bu:/);
    expect(configured(url)).toEqual([expected]);
  });

  test.each([
    ['http://registry:4873/@acme/app', 'registry:4873'],
    ['http://orders:8080/users/bob@example.com', 'orders:8080'],
    ['http://orders.shop:8080/bob@example.com', 'orders.shop:8080'],
    ['http://modules:8080/react@18.2.0/umd', 'modules:8080'],
    ['http://orders:8080/?mail=bob@example.com', 'orders:8080'],
  ])('and %s is a path', (url, expected) => {
    const finding = classifyEntry(`cannot connect to ${url} - connection refused`);
    expect(`${finding?.host}:${finding?.port}`).toBe(expected);
    expect(configured(url)).toEqual([expected]);
  });
});
