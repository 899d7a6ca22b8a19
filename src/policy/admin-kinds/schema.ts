import { labelSelectorSchema } from '../label-selector.ts';
import { anything, type ListSchema, type ObjectSchema, type Schema } from '../object-schema.ts';

/** One key of several, each with its own schema. */
export function exactlyOne(fields: Readonly<Record<string, Schema>>): ObjectSchema {
  return { type: 'object', fields, minFields: 1, maxFields: 1 };
}

/** A port number. */
export const portNumber: Schema = { type: 'integer', minimum: 1, maximum: 65535 };

/** `networks` and `domainNames`: 1 to 25 texts, none of them twice. */
function texts(items: Schema): ListSchema {
  return { type: 'list', items, minItems: 1, maxItems: 25, isSet: true };
}

/** `networks` of an egress peer. */
export const networks = texts({ type: 'text', maxLength: 43 });

/** `domainNames` of an egress peer. */
export const domainNames = texts({
  type: 'text',
  // As the API has it, `A-z` and all. It is linear: no class holds the dot between two labels.
  pattern: /^(\*\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/,
});

/**
 * Pods by a namespaceSelector and a podSelector. Every client reads one that is missing as the empty one, which selects
 * all.
 */
export function namespacedPods(required: readonly string[]): ObjectSchema {
  return {
    type: 'object',
    fields: { namespaceSelector: labelSelectorSchema, podSelector: labelSelectorSchema },
    required,
    isClearWithout: true,
  };
}

/** What differs between the schemas of the admin kinds. */
export interface KindSchema {
  /** The fields of `spec` beside `subject`, `ingress` and `egress`, all of them required. */
  readonly fields: Readonly<Record<string, Schema>>;
  readonly subject: ObjectSchema;
  readonly actions: readonly string[];
  /** The key of a rule that holds its ports, and what one of them is. */
  readonly portsKey: 'ports' | 'protocols';
  readonly port: ObjectSchema;
  readonly ingressPeer: ObjectSchema;
  readonly egressPeer: ObjectSchema;
  /** How many rules a direction has, and how many peers and ports a rule. */
  readonly maxItems: number;
}

/** The schema of a whole object of an admin kind. */
export function schemaOfKind(kind: KindSchema): ObjectSchema {
  const { fields, subject, maxItems } = kind;
  const spec: ObjectSchema = {
    type: 'object',
    fields: {
      ...fields,
      subject,
      ingress: { type: 'list', items: rule(kind, 'from', kind.ingressPeer), maxItems },
      egress: { type: 'list', items: rule(kind, 'to', kind.egressPeer), maxItems },
    },
    required: [...Object.keys(fields), 'subject'],
  };
  return {
    type: 'object',
    fields: { apiVersion: anything, kind: anything, metadata: anything, spec, status: anything },
    required: ['spec'],
  };
}

function rule(kind: KindSchema, peersKey: 'from' | 'to', peer: ObjectSchema): ObjectSchema {
  const { actions, portsKey, port, maxItems } = kind;
  return {
    type: 'object',
    fields: {
      name: { type: 'text', maxLength: 100 },
      action: { type: 'text', oneOf: actions },
      [peersKey]: { type: 'list', items: peer, minItems: 1, maxItems },
      [portsKey]: { type: 'list', items: port, minItems: 1, maxItems },
    },
    required: ['action', peersKey],
  };
}
