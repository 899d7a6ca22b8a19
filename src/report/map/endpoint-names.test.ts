import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapEndpoint } from '../../policy/index.ts';
import { endpointNames } from './endpoint-names.ts';
import { cidr, everyKind, workload } from './sample-maps.test-support.ts';

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
