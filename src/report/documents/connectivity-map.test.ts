import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { dualStack, everyKind, sampleMap } from '../map/sample-maps.test-support.ts';
import { connectivityMapDocument } from './connectivity-map.ts';

const input = { form: 'manifests', policies: 'given' } as const;

describe('the document of a map', () => {
  it('is groups and the connections between them, by names', () => {
    const { groups, connections } = connectivityMapDocument(everyKind(), input);
    expect(groups[0]).toEqual({ id: 'g0', members: ['shop/ingress/front'] });
    expect(connections.slice(0, 6)).toEqual([
      { from: 'g0', to: 'g1', ports: { TCP: '8080' } },
      { from: 'g1', to: 'g2', ports: { TCP: '8080-8081' } },
      { from: 'g3', to: 'g1', ports: { TCP: '443' }, pods: 'some' },
      { from: 'g2', to: 'g4', ports: { TCP: '5000-5999' } },
      { from: 'g4', to: 'g5', ports: 'all' },
      { from: 'g6', to: 'g7', ports: { TCP: '10250' }, verdict: 'implementation-defined' },
    ]);
  });

  it('names the address family of what is not so over all', () => {
    const { connections } = connectivityMapDocument(dualStack(), input);
    expect(connections.map(({ ports, pods, family }) => [ports, pods, family])).toEqual([
      [{ TCP: '80' }, undefined, undefined],
      [{ TCP: '443' }, undefined, 4],
      [{ TCP: '443' }, 'some', 6],
    ]);
  });

  it('is what its schema says', () => {
    const schema = JSON.parse(readFileSync('schemas/ConnectivityMap.json', 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    for (const map of [everyKind(), dualStack(), sampleMap('open', 100), sampleMap('closed', 2)]) {
      validate(connectivityMapDocument(map, input));
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
