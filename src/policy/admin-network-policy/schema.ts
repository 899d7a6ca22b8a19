import {
  domainNames,
  exactlyOne,
  type KindSchema,
  namespacedPods,
  networks,
  portNumber,
  schemaOfKind,
} from '../admin-kinds/schema.ts';
import { labelSelectorSchema } from '../label-selector.ts';
import { anything, type ObjectSchema, type Schema } from '../object-schema.ts';

// network-policy-api v1alpha1 had three forms: to v0.1.2, to v0.1.5, and to v0.1.8, the last, which adds domainNames.

/** How namespaces were selected as peers up to v0.1.2. */
const oldNamespaces = exactlyOne({
  namespaceSelector: labelSelectorSchema,
  sameLabels: anything,
  notSameLabels: anything,
});

const pods = namespacedPods(['namespaceSelector', 'podSelector']);

/** How pods were selected as peers up to v0.1.2. */
const oldPods: ObjectSchema = {
  type: 'object',
  fields: { namespaces: oldNamespaces, podSelector: labelSelectorSchema },
  required: ['namespaces', 'podSelector'],
};

const podPeers: Readonly<Record<string, Schema>> = {
  namespaces: {
    type: 'by-content',
    of: (value) => (isOldForm(Object.keys(value)) ? oldNamespaces : labelSelectorSchema),
  },
  pods: { type: 'by-content', of: (value) => (Object.hasOwn(value, 'namespaces') ? oldPods : pods) },
};

/** Whether these are the keys of `namespaces` of a peer as it was written up to v0.1.2, and not of a label selector. */
export function isOldForm(keys: readonly string[]): boolean {
  return keys.some((key) => Object.hasOwn(oldNamespaces.fields, key));
}

const egressPeers = { ...podPeers, nodes: labelSelectorSchema, networks };

const common = {
  subject: exactlyOne({ namespaces: labelSelectorSchema, pods }),
  portsKey: 'ports',
  port: exactlyOne({
    portNumber: { type: 'object', fields: { protocol: anything, port: portNumber }, required: ['port'] },
    portRange: {
      type: 'object',
      fields: { protocol: anything, start: portNumber, end: portNumber },
      required: ['start', 'end'],
    },
    namedPort: anything,
  }),
  ingressPeer: exactlyOne(podPeers),
  maxItems: 100,
} as const satisfies Partial<KindSchema>;

/** policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy, in all forms that it had. */
export const adminNetworkPolicySchema = schemaOfKind({
  ...common,
  fields: { priority: { type: 'integer', minimum: 0, maximum: 1000 } },
  actions: ['Allow', 'Deny', 'Pass'],
  egressPeer: exactlyOne({ ...egressPeers, domainNames }),
});

/** policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy, in all forms that it had. */
export const baselineAdminNetworkPolicySchema = schemaOfKind({
  ...common,
  fields: {},
  actions: ['Allow', 'Deny'],
  egressPeer: exactlyOne(egressPeers),
});
