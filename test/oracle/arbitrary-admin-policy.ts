import fc from 'fast-check';
import { maybe, portName, portNumber, protocol } from './arbitrary-cluster.ts';
import { block, nodeSelector, podsText } from './arbitrary-selector.ts';
import type { AdminPeer, AdminPolicyObject, AdminPort, AdminRule, ClusterProtocol } from './objects.ts';

// Few priorities, so that some policies share one.
const priority = fc.constantFrom(0, 1, 2, 1000);
const range = fc.constantFrom({ start: 79, end: 80 }, { start: 80, end: 81 }, { start: 1, end: 65_535 });

const numberedPort: fc.Arbitrary<AdminPort> = fc.oneof(
  fc.record({ portNumber: fc.record({ protocol, port: portNumber }) }),
  fc.record({ portNumber: fc.record({ port: portNumber }) }),
  fc.record({
    portRange: fc.tuple(fc.option(protocol), range).map(([own, ends]) => ({ ...(own && { protocol: own }), ...ends })),
  }),
);
const adminPort: fc.Arbitrary<AdminPort> = fc.oneof(numberedPort, fc.record({ namedPort: portName }));

const clusterPort = fc.record({
  destinationPort: fc.oneof(fc.record({ number: portNumber }), fc.record({ range })),
});
const numberedProtocol: fc.Arbitrary<ClusterProtocol> = fc.oneof(
  fc.record({ tcp: clusterPort }),
  fc.record({ udp: clusterPort }),
  fc.record({ sctp: clusterPort }),
);
const clusterProtocol: fc.Arbitrary<ClusterProtocol> = fc.oneof(
  numberedProtocol,
  fc.record({ destinationNamedPort: portName }),
);

const podPeer: fc.Arbitrary<AdminPeer> = podsText;
const addressPeer: fc.Arbitrary<AdminPeer> = fc.oneof(
  fc.record({ nodes: nodeSelector }),
  fc.record({
    networks: fc.array(
      block.map(({ cidr }) => cidr),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);
const domainPeer: fc.Arbitrary<AdminPeer> = fc.record({
  domainNames: fc.uniqueArray(fc.constantFrom('example.com', '*.example.com', 'api.example.org.'), {
    minLength: 1,
    maxLength: 2,
  }),
});

type Action = AdminRule['action'];
type Ports = Pick<AdminRule, 'ports' | 'protocols'>;

/** What one kind of object may hold. */
interface Shape {
  readonly actions: readonly Action[];
  /** Ports by number, and by number or name, in the kind's own field. */
  readonly numbered: fc.Arbitrary<Ports>;
  readonly any: fc.Arbitrary<Ports>;
  readonly hasDomains: boolean;
}

function some<T>(item: fc.Arbitrary<T>): fc.Arbitrary<readonly T[] | null | undefined> {
  return maybe(fc.array(item, { minLength: 1, maxLength: 2 }));
}

const v1alpha1 = {
  numbered: some(numberedPort).map((ports) => ({ ports })),
  any: some(adminPort).map((ports) => ({ ports })),
  hasDomains: false,
};
const admin: Shape = { ...v1alpha1, actions: ['Allow', 'Deny', 'Pass'] };
const baseline: Shape = { ...v1alpha1, actions: ['Allow', 'Deny'] };
const cluster: Shape = {
  actions: ['Accept', 'Deny', 'Pass'],
  numbered: some(numberedProtocol).map((protocols) => ({ protocols })),
  any: some(clusterProtocol).map((protocols) => ({ protocols })),
  hasDomains: true,
};

function peersOf(...kinds: readonly fc.Arbitrary<AdminPeer>[]): fc.Arbitrary<readonly AdminPeer[]> {
  return fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 2 });
}

function rulesOf({ actions, numbered, any, hasDomains }: Shape) {
  const action = fc.constantFrom(...actions);
  const ingressRule = fc.tuple(action, peersOf(podPeer), any);
  // The API server refuses a named port beside peers that are no pods, and a domain name but to let through.
  const egressRule = fc.oneof(
    fc.tuple(action, peersOf(podPeer), any),
    fc.tuple(action, peersOf(podPeer, addressPeer), numbered),
    ...(hasDomains ? [fc.tuple(fc.constant<Action>('Accept'), peersOf(podPeer, domainPeer), numbered)] : []),
  );
  return {
    subject: podsText,
    ingress: maybe(
      fc
        .array(ingressRule, { maxLength: 3 })
        .map((rules) => rules.map(([action, from, ports]) => ({ action, from, ...ports }))),
    ),
    egress: maybe(
      fc
        .array(egressRule, { maxLength: 3 })
        .map((rules) => rules.map(([action, to, ports]) => ({ action, to, ...ports }))),
    ),
  };
}

function named(
  kind: AdminPolicyObject['kind'],
  specs: readonly AdminPolicyObject['spec'][],
): readonly AdminPolicyObject[] {
  return specs.map((spec, index) => ({ kind, metadata: { name: `admin-${index}` }, spec }));
}

const first: fc.Arbitrary<readonly AdminPolicyObject[]> = fc
  .tuple(
    fc.array(fc.record({ priority, ...rulesOf(admin) }), { maxLength: 3 }),
    fc.option(fc.record(rulesOf(baseline))),
  )
  .map(([specs, only]) => [
    ...named('AdminNetworkPolicy', specs),
    // There is one of a cluster, and this is its name.
    ...(only === null
      ? []
      : [{ kind: 'BaselineAdminNetworkPolicy' as const, metadata: { name: 'default' }, spec: only }]),
  ]);

const second: fc.Arbitrary<readonly AdminPolicyObject[]> = fc
  .array(fc.record({ tier: fc.constantFrom('Admin' as const, 'Baseline' as const), priority, ...rulesOf(cluster) }), {
    maxLength: 4,
  })
  .map((specs) => named('ClusterNetworkPolicy', specs));

/** Of one version of the API: nothing orders AdminNetworkPolicies and ClusterNetworkPolicies. */
export const adminPolicies: fc.Arbitrary<readonly AdminPolicyObject[]> = fc.oneof(first, second);
