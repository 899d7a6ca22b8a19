import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestsOf } from '../../../test/support/cluster.ts';
import type { JsonObject } from '../../model/index.ts';
import { decodeConnectivityTest, isConnectivityTest } from './index.ts';

const head = 'apiVersion: netwhy.dev/v1alpha1\nkind: ConnectivityTest\n';

function decoded(lists: string) {
  return decodeConnectivityTest(manifestsOf(`${head}${lists}`)[0]!);
}

/** Each fault as `path: message`. */
const faults = (lists: string) => decoded(lists).problems.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a test', () => {
  it('is told by its kind', () => {
    const [own, other] = manifestsOf(`${head}deny: []`, 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}');
    expect([own, other].map((manifest) => isConnectivityTest(manifest!))).toEqual([true, false]);
  });

  it('keeps its assertions in order, allow first, with their places', () => {
    const { test } = decoded('deny: [{from: a, to: b}]\nallow: [{name: first, from: a, to: b}, {from: c, to: d}]');
    expect(test?.assertions.map(({ expects, path, name }) => [expects, path, name])).toEqual([
      ['allow', ['allow', 0], 'first'],
      ['allow', ['allow', 1], undefined],
      ['deny', ['deny', 0], undefined],
    ]);
  });
});

describe('ports', () => {
  const portsOf = (to: string) => decoded(`deny: [{from: a, to: ${to}}]`).test?.assertions[0]?.to[0]?.ports;

  it.each([
    ['"b:80"', [{ protocol: 'TCP', first: 80, last: 80 }]],
    ['"b:53/udp"', [{ protocol: 'UDP', first: 53, last: 53 }]],
    ['"app=b:http"', [{ protocol: 'TCP', name: 'http' }]],
    ['"[fd00::1]:80"', [{ protocol: 'TCP', first: 80, last: 80 }]],
    ['"b:8000-8080/SCTP"', [{ protocol: 'SCTP', first: 8000, last: 8080 }]],
    [
      'b, ports: [80, 53/UDP]',
      [
        { protocol: 'TCP', first: 80, last: 80 },
        { protocol: 'UDP', first: 53, last: 53 },
      ],
    ],
    ['b', undefined],
    ['"fd00::1"', undefined],
    ['"fd00::/8"', undefined],
  ])('of %s', (to, ports) => {
    expect(portsOf(to)).toEqual(ports);
  });
});

describe('what is wrong is said with its path, all at once', () => {
  it.each([
    ['deny: [{from: a, too: b, to: b}]', ['deny.0.too: unknown field; there is to']],
    [
      'denied: []',
      [
        ': it asserts nothing: write a list allow, or deny',
        'denied: unknown field; there is apiVersion, kind, metadata, allow, deny',
      ],
    ],
    ['deny: [{from: a}]', ['deny.0.to: is missing: write an endpoint, a selector, outside, or * for all pods']],
    [
      'deny: [{from: a, to: "b:0"}]',
      ['deny.0.to: "0" is no port: write a number from 1 to 65535, a range or a name, and /TCP, /UDP or /SCTP'],
    ],
    ['deny: [{from: a, to: b, ports: [9-8]}]', ['deny.0.ports.0: "9-8": the first port is above the last']],
    ['deny: [{from: a, to: "b:1", ports: [80]}]', ['deny.0.ports: "b:1" names a port too: write it once']],
    [
      'deny: [{from: a, to: {podSelector: {matchLabels: {"a b": c}}}}]',
      [expect.stringContaining('deny.0.to.podSelector.matchLabels: Invalid value: "a b"')],
    ],
    [
      'deny: [{from: a, to: {pods: {}}}]',
      [
        'deny.0.to.pods: unknown field; there is namespaceSelector, podSelector',
        'deny.0.to: selects nothing: write namespaceSelector, podSelector, or both',
      ],
    ],
    [
      'deny: [{from: "app=a=b", to: b}]',
      ['deny.0.from: "app=a=b": "app=a=b" is no label: write KEY=VALUE or KEY!=VALUE'],
    ],
    ['deny: [{from: a, to: b, via: a}]', ['deny.0.via: must be any, a list of steps, or {except: END}']],
    ['deny: {from: a}', ['deny: must be a list, but is an object']],
    [
      'deny: [5]\nallow: [{from: [1], to: b}]',
      [
        'allow.0.from.0: must be a text such as shop/deploy/web, or an object with selectors',
        'deny.0: must be an object, but is the number 5',
      ],
    ],
  ])('%s', (lists, expected) => {
    expect(faults(lists)).toHaveLength(expected.length);
    expect(faults(lists)).toEqual(expect.arrayContaining(expected));
  });

  it('another version is not guessed at', () => {
    const [manifest] = manifestsOf('apiVersion: netwhy.dev/v2\nkind: ConnectivityTest\ndeny: [{from: a, to: b}]');
    expect(decodeConnectivityTest(manifest!).problems[0]?.message).toBe('only netwhy.dev/v1alpha1 is known');
  });
});

describe('hostile tests', () => {
  const source = { file: { path: 't.json', text: '' }, document: 0, start: 0, end: 0 };
  const of = (value: object) => decodeConnectivityTest({ value: value as JsonObject, source });
  const typed = { apiVersion: 'netwhy.dev/v1alpha1', kind: 'ConnectivityTest' };

  it('any JSON is a test or has problems, and nothing throws', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const entry = fc.dictionary(fc.constantFrom('from', 'to', 'via', 'ports', 'name', '__proto__', 'except'), value);
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, value)), fc.oneof(value, fc.array(entry)), (allow, deny) => {
        const { test, problems } = of({ ...typed, allow, deny });
        expect(test === undefined).toBe(problems.length > 0);
      }),
    );
  });

  it('keys of the prototype are fields like any other', () => {
    const parsed = JSON.parse('{"from": "a", "to": "b", "__proto__": {"via": "any"}, "constructor": 1}') as object;
    expect(of({ ...typed, deny: [parsed] }).problems.map(({ path }) => path.at(-1))).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('texts of any form end in an end or a problem, and soon', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { test, problems } = of({ ...typed, deny: [{ from: text, to: text }] });
        expect(test === undefined).toBe(problems.length > 0);
      }),
    );
    const long = { from: '='.repeat(1_000_000), to: `${'a/'.repeat(500_000)}:${'9'.repeat(500_000)}` };
    expect(of({ ...typed, deny: [long] }).problems).toHaveLength(2);
  });
});
