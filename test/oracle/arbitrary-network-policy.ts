import fc from 'fast-check';
import { maybe, namespaceNames, portName, portNumber, protocol } from './arbitrary-cluster.ts';
import { block, namespaceSelector, podSelector } from './arbitrary-selector.ts';
import type { NetworkPolicyObject, NetworkPolicyPeer, NetworkPolicyPort } from './objects.ts';

const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  fc.record({ podSelector, namespaceSelector: maybe(namespaceSelector) }),
  fc.record({ podSelector: maybe(podSelector), namespaceSelector }),
  fc.record({ ipBlock: block }),
);
const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.record({ protocol: maybe(protocol), port: maybe(fc.oneof(portNumber, portName)) }),
  fc.record({
    protocol: maybe(protocol),
    port: fc.constantFrom(79, 80),
    endPort: maybe(fc.constantFrom(80, 81, 9000)),
  }),
);
const peers = maybe(fc.array(peer, { maxLength: 2 }));
const ports = maybe(fc.array(port, { maxLength: 2 }));
const spec: fc.Arbitrary<NetworkPolicyObject['spec']> = fc.record({
  podSelector: maybe(podSelector),
  policyTypes: maybe(fc.subarray(['Ingress' as const, 'Egress' as const])),
  ingress: maybe(fc.array(fc.record({ from: peers, ports }), { maxLength: 2 })),
  egress: maybe(fc.array(fc.record({ to: peers, ports }), { maxLength: 2 })),
});

export const networkPolicies: fc.Arbitrary<readonly NetworkPolicyObject[]> = fc
  .array(fc.record({ namespace: fc.constantFrom(...namespaceNames), spec }), { maxLength: 4 })
  .map((all) =>
    all.map(({ namespace, spec }, index) => ({
      kind: 'NetworkPolicy',
      metadata: { namespace, name: `policy-${index}` },
      spec,
    })),
  );
