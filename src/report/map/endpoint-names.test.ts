import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressRange, parseAddress } from '../../model/address.ts';
import type { MapEndpoint } from '../../policy/index.ts';
import { endpointNames } from './endpoint-names.ts';
import { cidr, everyKind, workload } from './sample-maps.test-support.ts';

/** `first-last`. */
function addresses(text: string): AddressRange {
  const [first, last] = text.split('-').map((end) => parseAddress(end)!);
  return { family: first!.family, start: first!.value, end: last!.value + 1n };
}

describe('the names of endpoints', () => {
  it('are those that a command line takes', () => {
    expect(endpointNames(everyKind().endpoints)).toEqual([
      'shop/api',
      'shop/db',
      'shop/web',
      'tools/job/web',
      'tools/deployment/web',
      'node/a',
      'node/b',
      '10.0.0.0/8, 192.168.0.0/16',
      'everything outside',
      'new pods app=new in namespaces team=x',
      'shop/ingress/front',
    ]);
  });

  it('are of addresses outside those that are not among them, where these are few', () => {
    const named = (...ranges: readonly string[]) =>
      endpointNames([{ kind: 'range', ranges: ranges.map(addresses) }])[0];
    expect(named('0.0.0.0-169.254.169.253', '169.254.169.255-255.255.255.255')).toBe(
      'everything outside (but not 169.254.169.254)',
    );
    expect(named('0.0.0.0-9.255.255.255', '11.0.0.0-255.255.255.255')).toBe('everything outside (but not 10.0.0.0/8)');
    expect(named('::-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toBe(
      'everything outside by IPv6 (but not fc00::/7)',
    );
    expect(named('10.0.0.0-10.0.0.5', '10.0.0.7-10.0.0.9')).toBe('10.0.0.0-10.0.0.5, 10.0.0.7-10.0.0.9');
  });

  it('never name two endpoints alike', () => {
    const text = fc.constantFrom('a', 'a #2', 'a #3', 'b/c', '');
    const endpoint: fc.Arbitrary<MapEndpoint> = fc.oneof(
      fc.tuple(text, text, text).map(([namespace, name, kind]) => workload(namespace, name, kind)),
      fc.tuple(text, text).map(([namespace, name]): MapEndpoint => ({ kind: 'pod', namespace, name })),
      fc.constant<MapEndpoint>({ kind: 'range', ranges: [cidr('0.0.0.0/0')] }),
    );
    fc.assert(
      fc.property(fc.array(endpoint), (endpoints) => {
        expect(new Set(endpointNames(endpoints)).size).toBe(endpoints.length);
      }),
    );
  });
});
