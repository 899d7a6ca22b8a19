import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyEntry, maskCredentials } from './index.ts';

describe('credentials are not shown', () => {
  test.each([
    ['a URL', 'postgres://app:s3cret@db:5432/shop', 'postgres://***@db:5432/shop'],
    ['a password with a slash', 'redis://:pa/ss@redis:6379/0', 'redis://***@redis:6379/0'],
    ['a password that starts like a port', 'http://u:12/pa/ss@orders:80/v1', 'http://***@orders:80/v1'],
    ['a password that is all of digits', 'redis://:12/3@redis:6379/0', 'redis://***@redis:6379/0'],
    ['a data source name', 'app:s3cret@tcp(db:3306)/shop', '***@tcp(db:3306)/shop'],
    ['a key and a value', 'host=db password=s3cret port=5432', 'host=db password=*** port=5432'],
    ['JSON', '{"host":"db","password":"s3cret"}', '{"host":"db","password":"***"}'],
    ['an option', 'app --db-password s3cret --verbose', 'app --db-password *** --verbose'],
    ['a header', 'Authorization: Bearer abcdefgh12345678', 'Authorization: *** ***'],
    ['a web token', 'jwt eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', 'jwt ***'],
    ['a token known by its prefix', 'using AKIAIOSFODNN7EXAMPLE', 'using ***'],
  ])('%s', (_name, text, masked) => {
    const result = maskCredentials(text);
    expect(result).not.toMatch(/s3cret|pa\/ss|abcdefgh|c2lnbm|IOSFODNN/);
    if (!text.startsWith('Authorization')) expect(result).toBe(masked);
  });

  test('what a finding quotes is masked, and its target is not', () => {
    const finding = classifyEntry('cannot connect to amqp://guest:s3cret@rabbitmq:5672//: connection refused');
    expect(finding).toMatchObject({ class: 'connection-refused', host: 'rabbitmq', port: 5672 });
    expect(finding?.text).toBe('cannot connect to amqp://***@rabbitmq:5672//: connection refused');
  });
});

describe('what is no credential stays', () => {
  test.each([
    'dial tcp 10.96.0.10:5432: i/o timeout',
    'Get "https://vault:8200/v1/secret": context deadline exceeded',
    'http://registry:4873/@acme/app: connection refused',
    'http://orders:8080/users/bob@example.com: connection refused',
    'the token is expired',
    'connect ECONNREFUSED fd00::7:5432',
  ])('%s', (text) => {
    expect(maskCredentials(text)).toBe(text);
  });
});

const word = fc.stringMatching(/^[a-zA-Z0-9]{8,20}$/);

test('no password of a URL is left', () => {
  fc.assert(
    fc.property(word, fc.stringMatching(/^[a-z]{2,12}$/), fc.integer({ min: 1, max: 65535 }), (secret, host, port) => {
      fc.pre(!`postgres://***@${host}:${port}/shop failed`.includes(secret));
      expect(maskCredentials(`postgres://app:${secret}@${host}:${port}/shop failed`)).toBe(
        `postgres://***@${host}:${port}/shop failed`,
      );
    }),
  );
});

test('masking what is masked changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), word, (text, secret) => {
      const once = maskCredentials(`${text} password=${secret}`);
      expect(maskCredentials(once)).toBe(once);
    }),
  );
});
