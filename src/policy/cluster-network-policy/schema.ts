import { domainNames, exactlyOne, namespacedPods, networks, portNumber, schemaOfKind } from '../admin-kinds/schema.ts';
import { labelSelectorSchema } from '../label-selector.ts';
import { anything, type ObjectSchema } from '../object-schema.ts';

const pods = namespacedPods(['podSelector']);
const podPeers = { namespaces: labelSelectorSchema, pods };

/**
 * The port of one protocol. The API's own words are that all ports match where there is none; its schema wants one all
 * the same.
 */
const protocol: ObjectSchema = {
  type: 'object',
  fields: {
    destinationPort: exactlyOne({
      number: portNumber,
      range: { type: 'object', fields: { start: portNumber, end: portNumber }, required: ['start', 'end'] },
    }),
  },
  minFields: 1,
  isClearWithout: true,
};

/** policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy, of the experimental channel. */
export const clusterNetworkPolicySchema = schemaOfKind({
  fields: {
    tier: { type: 'text', oneOf: ['Admin', 'Baseline'] },
    priority: { type: 'integer', minimum: 0, maximum: 1000 },
  },
  subject: exactlyOne(podPeers),
  actions: ['Accept', 'Deny', 'Pass'],
  portsKey: 'protocols',
  port: exactlyOne({ tcp: protocol, udp: protocol, sctp: protocol, destinationNamedPort: anything }),
  ingressPeer: exactlyOne(podPeers),
  egressPeer: exactlyOne({ ...podPeers, nodes: labelSelectorSchema, networks, domainNames }),
  maxItems: 25,
});
