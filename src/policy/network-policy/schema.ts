import { labelSelectorSchema } from '../label-selector.ts';
import { anything, type ObjectSchema } from '../object-schema.ts';

const peer: ObjectSchema = {
  type: 'object',
  fields: {
    podSelector: labelSelectorSchema,
    namespaceSelector: labelSelectorSchema,
    ipBlock: { type: 'object', fields: { cidr: anything, except: anything } },
  },
};

const port: ObjectSchema = { type: 'object', fields: { protocol: anything, port: anything, endPort: anything } };

/** networking.k8s.io/v1 NetworkPolicySpec: its fields, and no more, as the API server checks their values by hand. */
export const networkPolicySpec: ObjectSchema = {
  type: 'object',
  fields: {
    podSelector: labelSelectorSchema,
    policyTypes: anything,
    ingress: { type: 'list', items: rule('from') },
    egress: { type: 'list', items: rule('to') },
  },
};

function rule(peers: 'from' | 'to'): ObjectSchema {
  return {
    type: 'object',
    fields: { [peers]: { type: 'list', items: peer }, ports: { type: 'list', items: port } },
  };
}
