import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldError } from '../../model/fields.ts';
import type { Json, JsonObject, Manifest } from '../../model/manifest.ts';
import type { Path } from '../../model/source.ts';
import type { Policy } from '../policy.ts';
import { decoders } from './decode.test-support.ts';

const source = { file: { path: 'test.json', text: '' }, document: 0, start: 0, end: 0 };
const decoderList = Object.values(decoders);

/** Objects of the words that the admin kinds know, in any order. */
const words = [
  ...['spec', 'metadata', 'name', 'subject', 'ingress', 'egress', 'from', 'to', 'action', 'priority', 'tier'],
  ...['namespaces', 'pods', 'namespaceSelector', 'podSelector', 'sameLabels', 'matchLabels', 'matchExpressions'],
  ...['nodes', 'networks', 'domainNames', 'ports', 'portNumber', 'portRange', 'namedPort', 'protocols', 'tcp'],
  ...['destinationPort', 'destinationNamedPort', 'number', 'range', 'start', 'end', 'protocol', 'port', '__proto__'],
];

const leaf = fc.constantFrom<Json>(null, true, 0, 80, 1.5, '', 'Allow', 'Accept', 'Deny', '10.0.0.0/8', 'a.io', 'TCP');

const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 9, depthSize: 'large' },
    leaf,
    fc.array(tie('tree'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 3 }),
  ),
}));

/** A manifest with any rule in it, so that there is something to read. */
const manifest = fc.record({ rule: tree, peer: tree, port: tree, subject: tree }).map(
  ({ rule, peer, port, subject }): Manifest => ({
    value: {
      metadata: { name: 'default' },
      spec: {
        tier: 'Admin',
        priority: 1,
        subject,
        ingress: [rule],
        egress: [{ action: 'Deny', to: [peer], ports: [port], protocols: [port] }],
      },
    },
    source,
  }),
);

describe('whatever is written', () => {
  it('is read, or refused with a FieldError, the same each time', () => {
    fc.assert(
      fc.property(manifest, fc.constantFrom(...decoderList), (input, decode) => {
        const once = outcome(() => decode(input));
        expect(once).toEqual(outcome(() => decode(input)));
      }),
    );
  });

  it('stands at the paths that the policy gives its parts', () => {
    fc.assert(
      fc.property(manifest, fc.constantFrom(...decoderList), (input, decode) => {
        const found = outcome(() => decode(input));
        if (found instanceof FieldError) return;
        for (const path of pathsOf(found.policy)) expect(at(input.value, path)).toBeDefined();
      }),
    );
  });
});

function outcome<Result>(read: () => Result): Result | FieldError {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
}

function pathsOf({ ingress = [], egress = [] }: Policy): readonly Path[] {
  return [...ingress, ...egress].flatMap(({ path, peers = [], ports = [] }) => [
    path,
    ...peers.map((peer) => peer.path),
    ...ports.map((port) => port.path),
  ]);
}

function at(value: JsonObject, path: Path): Json | undefined {
  let part: Json | undefined = value;
  for (const step of path) part = (part as Readonly<Record<string, Json>> | undefined)?.[step];
  return part;
}
